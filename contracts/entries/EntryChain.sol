// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RoleId} from "../access/RoleId.sol";
import {WritePause} from "../access/WritePause.sol";
import {IEntries} from "../interfaces/IEntries.sol";
import {Content, Header, Predecessor} from "../types/Entry.sol";
import {EntryHash} from "./EntryHash.sol";

/// @dev The heads, and the one way to write one. `_validateX` checks, `_writeEntry` does not.
abstract contract EntryChain is WritePause, IEntries {
    /// @dev A struct of one, so that a write can hold on to the slot it has read.
    struct Head {
        bytes32 hash;
    }

    mapping(bytes32 customer => Head newest) private _heads;

    /// @inheritdoc IEntries
    function headOf(bytes32 customer) public view returns (bytes32 head) {
        return _heads[customer].hash;
    }

    /// @dev Writes the entry that follows a predecessor, after checking that nothing else was written after it. `origin` says
    /// whether the customer may be new. The content and the author must have been validated.
    function _writeEntry(
        Predecessor calldata predecessor,
        bool origin,
        address steward,
        address author,
        Content calldata content
    ) internal returns (bytes32 head) {
        bytes32 customer = predecessor.header.customer;
        uint64 sequence = predecessor.header.sequence;
        Head storage newest = _heads[customer];
        bytes32 previous;
        if (origin && sequence == 0) {
            previous = predecessor.bodyHash;
            _validateOrigin(customer, predecessor.header.steward, previous, newest.hash);
        } else {
            previous = EntryHash.ofPredecessor(predecessor);
            if (previous != newest.hash) revert StaleHead(customer, newest.hash, previous);
        }
        unchecked {
            // A customer's sequence starts at 0 and goes up by 1 with each write: 2^64 of them do not happen.
            head = EntryHash.emitEntry(customer, sequence + 1, steward, previous, author, content);
        }
        newest.hash = head;
    }

    /// @dev Writes a customer's last entry. What is stored is not its hash, so that no predecessor ever hashes to it again. The
    /// latest entry and the author must have been validated.
    function _writeErasure(Predecessor calldata latest, bytes32 previous, address author) internal {
        Header calldata header = latest.header;
        uint32 keyEpoch = _accountStates[header.steward].keyEpoch;
        bytes32 head = EntryHash.emitErasure(header, previous, author, keyEpoch);
        _heads[header.customer].hash = EntryHash.ofErased(head);
    }

    /// @dev Checks that an entry is its customer's newest. An origin never is.
    function _validateLatest(Predecessor calldata latest) internal view returns (bytes32 head) {
        bytes32 customer = latest.header.customer;
        head = EntryHash.ofPredecessor(latest);
        if (head != headOf(customer)) revert StaleHead(customer, headOf(customer), head);
    }

    function _validateContent(Predecessor calldata predecessor, Content calldata content) internal pure {
        if (content.commitment == 0) revert ZeroCommitment(predecessor.header.customer);
        if (content.payloadDigest == 0) revert ZeroPayloadDigest(predecessor.header.customer);
    }

    /// @dev Checks that the author is a WRITER of the steward, and the steward. One slot for the role, one for the rest.
    function _validateAuthor(address steward, address author, uint32 keyEpoch) internal view {
        _checkRole(RoleId.writer(steward), author);
        _validateSteward(steward, keyEpoch);
    }

    /// @dev Checks that the steward is neither paused nor suspended, and that the entry is under its current key.
    function _validateSteward(address steward, uint32 keyEpoch) internal view {
        AccountState storage state = _accountStates[steward];
        if (state.stops != 0) {
            _requireNotPaused();
            revert OrganisationIsSuspended(steward);
        }
        if (keyEpoch == 0 || keyEpoch != state.keyEpoch) revert StaleKeyEpoch(steward, keyEpoch, state.keyEpoch);
    }

    function _validateOrigin(bytes32 customer, address steward, bytes32 salt, bytes32 stored) private pure {
        bytes32 expected = EntryHash.ofCustomer(steward, salt);
        if (customer != expected) revert CustomerIdMismatch(customer, expected);
        if (stored != 0) revert StaleHead(customer, stored, 0);
    }
}
