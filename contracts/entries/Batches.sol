// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IBatches} from "../interfaces/IBatches.sol";
import {Entry, Settlement} from "../types/Entry.sol";
import {Appends} from "./Appends.sol";
import {EntryHash} from "./EntryHash.sol";

/// @dev Batches by who may have written their entries: what an entry says of its steward, author and key epoch picks the slot, so
/// that a batch of another's settles nothing.
abstract contract Batches is Appends, IBatches {
    /// @dev One slot, for verifiers to prove. The time is never 0 where there is a batch.
    struct Batch {
        uint64 anchoredAt;
        uint32 count;
    }

    mapping(bytes32 id => Batch batch) private _batches;

    /// @inheritdoc IBatches
    function anchorBatch(address steward, uint32 keyEpoch, bytes32 root, uint32 count) external {
        address author = _msgSender();
        _validateAuthor(steward, author, keyEpoch);
        if (count == 0) revert EmptyBatch();
        Batch storage batch = _batches[_batchId(steward, author, keyEpoch, root)];
        if (batch.anchoredAt != 0) revert BatchAlreadyAnchored(steward, author, keyEpoch, root);
        batch.anchoredAt = uint64(block.timestamp);
        batch.count = count;
        emit BatchAnchored(steward, author, root, keyEpoch, count);
    }

    /// @inheritdoc IBatches
    function settle(Settlement calldata settlement) external returns (bytes32 head) {
        return _settle(settlement);
    }

    /// @inheritdoc IBatches
    function settleMany(Settlement[] calldata settlements) external returns (bytes32[] memory heads) {
        heads = new bytes32[](settlements.length);
        for (uint256 i = 0; i < settlements.length; ++i) {
            heads[i] = _settle(settlements[i]);
        }
    }

    /// @inheritdoc IBatches
    function reportEquivocation(
        Entry calldata first,
        bytes32[] calldata firstProof,
        Entry calldata second,
        bytes32[] calldata secondProof
    ) external {
        bytes32 firstHead = _validateAnchored(first, firstProof);
        bytes32 secondHead = _validateAnchored(second, secondProof);
        bytes32 customer = first.header.customer;
        if (
            firstHead == secondHead ||
            customer != second.header.customer ||
            first.header.sequence != second.header.sequence ||
            first.header.steward != second.header.steward
        ) revert NotEquivocal(firstHead, secondHead);
        emit EquivocationReported(customer, first.header.steward, first.header.sequence, firstHead, secondHead);
    }

    /// @inheritdoc IBatches
    function batchOf(
        address steward,
        address author,
        uint32 keyEpoch,
        bytes32 root
    ) external view returns (uint64 anchoredAt, uint32 count) {
        Batch storage batch = _batches[_batchId(steward, author, keyEpoch, root)];
        return (batch.anchoredAt, batch.count);
    }

    /// @dev After the write, for the head is what was anchored. What the author may write is checked there, whether they might
    /// by the batch that is looked for.
    function _settle(Settlement calldata settlement) private returns (bytes32 head) {
        address steward = settlement.predecessor.header.steward;
        address author = settlement.author;
        head = _append(settlement.predecessor, settlement.content, author);
        bytes32 root = _validateBatch(steward, author, settlement.content.keyEpoch, head, settlement.proof);
        emit EntrySettled(settlement.predecessor.header.customer, root);
    }

    function _validateAnchored(Entry calldata entry, bytes32[] calldata proof) private view returns (bytes32 head) {
        head = EntryHash.ofEntry(entry);
        _validateBatch(entry.header.steward, entry.body.author, entry.body.keyEpoch, head, proof);
    }

    function _validateBatch(
        address steward,
        address author,
        uint32 keyEpoch,
        bytes32 head,
        bytes32[] calldata proof
    ) private view returns (bytes32 root) {
        root = MerkleProof.processProofCalldata(proof, keccak256(abi.encode(keccak256(abi.encode(head)))));
        Batch storage batch = _batches[_batchId(steward, author, keyEpoch, root)];
        if (batch.anchoredAt == 0) revert UnknownBatch(steward, author, keyEpoch, root);
        uint32 count = batch.count;
        // A tree of n leaves has proofs of ceil(log2(n)) nodes at most: n is above 2^(length - 1).
        if (proof.length != 0 && (count - 1) >> (proof.length - 1) == 0) revert ProofTooLong(proof.length, count);
    }

    function _batchId(
        address steward,
        address author,
        uint32 keyEpoch,
        bytes32 root
    ) private pure returns (bytes32 id) {
        return keccak256(abi.encode(steward, author, keyEpoch, root));
    }
}
