// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What the registry knows of an account besides its roles, in one slot: an append needs the steward's key epoch and
/// suspension, and reads both at once.
abstract contract AccountStates {
    struct AccountState {
        uint32 keyEpoch;
        bool suspended;
        bool registered;
        uint8 suite;
    }

    mapping(address account => AccountState state) internal _accountStates;
}
