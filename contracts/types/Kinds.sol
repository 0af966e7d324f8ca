// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The codes of the kinds of entries. 1 to 6 (profile, transaction, interaction, consent, document, note) carry content and
// are written by `append`; the others change what a customer is and have a function of their own, or are reserved.

uint16 constant KIND_FIRST_CONTENT = 1;
uint16 constant KIND_CONSENT = 4;
uint16 constant KIND_LAST_CONTENT = 6;
uint16 constant KIND_TRANSFER = 7;
uint16 constant KIND_ERASURE = 9;
