// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {WritePause} from "../access/WritePause.sol";
import {IEntries} from "../interfaces/IEntries.sol";
import {Content, Header, Predecessor} from "../types/Entry.sol";
import {EntryHash} from "./EntryHash.sol";

/// @dev The heads, and the one way to write one. `_validateX` checks, `_writeEntry` does not.
abstract contract EntryChain is WritePause, IEntries {
    mapping(bytes32 customer => bytes32 head) private _heads;

    /// @inheritdoc IEntries
    function headOf(bytes32 customer) external view returns (bytes32 head) {
        return _headOf(customer);
    }

    function _headOf(bytes32 customer) internal view returns (bytes32 head) {
        return _heads[customer];
    }

    /// @dev Checks that nothing was written after the predecessor.
    /// @return previous What the next entry has to name: the stored head, or the salt of a new customer's id.
    function _validatePredecessor(Predecessor calldata predecessor) internal view returns (bytes32 previous) {
        Header calldata header = predecessor.header;
        bytes32 stored = _heads[header.customer];
        if (header.sequence == 0) {
            bytes32 expected = EntryHash.ofCustomer(header.steward, predecessor.bodyHash);
            if (header.customer != expected) revert CustomerIdMismatch(header.customer, expected);
            if (stored != 0) revert StaleHead(header.customer, stored, 0);
            return predecessor.bodyHash;
        }
        previous = _validateLatest(predecessor);
    }

    /// @dev Checks that an existing entry is the newest. An origin never is.
    function _validateLatest(Predecessor calldata latest) internal view returns (bytes32 head) {
        Header calldata header = latest.header;
        head = EntryHash.ofEntry(
            EntryHash.ofHeader(header.customer, header.sequence, header.steward),
            latest.bodyHash
        );
        bytes32 stored = _heads[header.customer];
        if (head != stored) revert StaleHead(header.customer, stored, head);
    }

    function _validateContent(bytes32 customer, Content calldata content) internal pure {
        if (content.commitment == 0) revert ZeroCommitment(customer);
        if (content.payloadDigest == 0) revert ZeroPayloadDigest(customer);
    }

    /// @dev Checks that the author writes for the steward, that the steward is not suspended, and that the entry is under its
    /// current key. One slot for the role, one for the rest.
    function _validateAuthor(address steward, address author, uint32 keyEpoch) internal view {
        _checkRole(_writerRole(steward), author);
        AccountState storage state = _accountStates[steward];
        if (state.suspended) revert OrganisationIsSuspended(steward);
        if (keyEpoch == 0 || keyEpoch != state.keyEpoch) revert StaleKeyEpoch(steward, keyEpoch, state.keyEpoch);
    }

    /// @dev Everything must have been validated.
    function _writeEntry(
        Header calldata follows,
        bytes32 previous,
        address steward,
        address author,
        Content calldata content
    ) internal returns (bytes32 head) {
        uint64 sequence;
        unchecked {
            // A customer's sequence starts at 0 and goes up by 1 with each write: 2^64 of them do not happen.
            sequence = follows.sequence + 1;
        }
        bytes32 customer = follows.customer;
        head = EntryHash.ofEntry(
            EntryHash.ofHeader(customer, sequence, steward),
            EntryHash.ofBody(previous, author, content)
        );
        _heads[customer] = head;
        emit EntryAppended(
            customer,
            sequence,
            steward,
            previous,
            author,
            content.kind,
            content.keyEpoch,
            content.commitment,
            content.payloadDigest
        );
    }
}
