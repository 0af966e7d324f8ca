// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Entry, Settlement} from "../types/Entry.sol";

/// @title Batches of entries
/// @notice One root stands for many entries, first and later ones, of many customers: importing costs one slot, not one for
/// each. An entry of a batch is *anchored*: the chain holds who wrote it, when and under which key, and nobody can change it.
/// It is *settled* into its customer's slot when somebody first needs it there, and only then can another entry follow.
///
/// Whether the author might write is decided when the batch is anchored, and for good: that they were a WRITER, that the key
/// epoch was current, that nothing was paused or suspended. A later removal, rotation, pause or suspension voids nothing, and
/// nobody can anchor into the past. What has happened to the customer since decides when an entry is settled: it has to follow
/// the stored head. So a batched entry that was overtaken by another entry, a transfer or an erasure never settles.
interface IBatches {
    /// @notice A root was anchored. Its entries are not here: whoever shows one proves it against the root.
    /// @dev Per (steward, author, key epoch), a root occurs once. Every entry of it that counts names this author, this epoch,
    /// and a predecessor of this steward's.
    event BatchAnchored(
        address indexed steward,
        address indexed author,
        bytes32 indexed root,
        uint32 keyEpoch,
        uint32 count
    );

    /// @notice The entry whose `EntryAppended` came just before was settled from a batch: its author's right to write it dates
    /// from the anchoring.
    event EntrySettled(bytes32 indexed customer, bytes32 indexed root);

    /// @notice Two different entries of one customer and one sequence are in batches of the same steward.
    /// @dev Anybody may report, and report again. `first` and `second` are the entries' hashes, in the order given.
    event EquivocationReported(
        bytes32 indexed customer,
        address indexed steward,
        uint64 sequence,
        bytes32 first,
        bytes32 second
    );

    /// @notice A batch of no entry.
    error EmptyBatch();

    error BatchAlreadyAnchored(address steward, address author, uint32 keyEpoch, bytes32 root);

    /// @notice Nothing with this root, which is what entry and proof lead to, was anchored by this author for this steward under
    /// this key epoch.
    error UnknownBatch(address steward, address author, uint32 keyEpoch, bytes32 root);

    /// @notice The proof is longer than any in a tree of so many leaves.
    error ProofTooLong(uint256 length, uint32 count);

    /// @notice The entries are the same, or not of one customer, sequence and steward.
    error NotEquivocal(bytes32 first, bytes32 second);

    /// @notice Anchors many entries at once. Caller must be a WRITER of the steward and is the author of every entry.
    /// @param keyEpoch The steward's current key epoch, which every entry names.
    /// @param root Of the tree whose leaves are keccak256(keccak256(abi.encode(head))) of every entry's head, in the manner of
    /// OpenZeppelin's merkle-tree (pairs are sorted before they are hashed).
    /// @param count The number of leaves; bounds the length of every proof.
    function anchorBatch(address steward, uint32 keyEpoch, bytes32 root, uint32 count) external;

    /// @notice Writes an anchored entry into its customer's slot. Anyone may call.
    /// @dev In one transaction with what follows the entry: `multicall`.
    /// @return head The hash of the entry.
    function settle(Settlement calldata settlement) external returns (bytes32 head);

    /// @notice `settle` for many, all or none, in order.
    function settleMany(Settlement[] calldata settlements) external returns (bytes32[] memory heads);

    /// @notice Proves, for everyone to see, that a steward's writers anchored two different entries at one place of a chain.
    function reportEquivocation(
        Entry calldata first,
        bytes32[] calldata firstProof,
        Entry calldata second,
        bytes32[] calldata secondProof
    ) external;

    /// @notice When a batch was anchored (Unix time in seconds) and of how many entries; zeros where it was not.
    function batchOf(
        address steward,
        address author,
        uint32 keyEpoch,
        bytes32 root
    ) external view returns (uint64 anchoredAt, uint32 count);
}
