// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Append, Content, Predecessor} from "../types/Entry.sol";

/// @title Customers' chains of entries
/// @notice Storage is one slot per customer: the head, which is the EIP-712 hashStruct of the newest entry. A write passes the
/// predecessor that it follows; where that is no longer the newest it reverts with `StaleHead`, so two writers can never both
/// follow the same entry.
interface IEntries {
    /// @notice An entry was accepted and is now the newest of its customer.
    /// @dev Everything that the entry's hash covers is here: an index rebuilds every chain, and every head, from this event
    /// alone (what is stored after an erasure is derived from its entry's hash, see `IErasures`). Per customer, `sequence`
    /// starts at 1 and goes up by exactly 1; `previous` is the hash of the entry before (the salt of the id for entry 1);
    /// `steward` changes only with an entry of kind transfer; commitment and payload digest are 0 in an entry of kind erasure
    /// and in no other, and nothing follows it.
    event EntryAppended(
        bytes32 indexed customer,
        uint64 sequence,
        address steward,
        bytes32 previous,
        address author,
        uint16 kind,
        uint32 keyEpoch,
        bytes32 commitment,
        bytes32 payloadDigest
    );

    /// @notice The predecessor is not the newest entry. `given` is the hash of the predecessor that was passed, or 0 where an
    /// origin was passed for a customer who exists.
    error StaleHead(bytes32 customer, bytes32 stored, bytes32 given);

    /// @notice The customer's id is not the hash of its steward and salt.
    error CustomerIdMismatch(bytes32 customer, bytes32 expected);

    /// @notice The kind does not exist, or is not written by this function.
    error UnknownKind(uint16 kind);

    /// @notice The entry's key epoch is not the steward's current one (0: no key was published yet).
    error StaleKeyEpoch(address steward, uint32 given, uint32 current);

    error ZeroCommitment(bytes32 customer);
    error ZeroPayloadDigest(bytes32 customer);

    /// @notice Writes the next entry of a customer, or the first. Caller must be a WRITER of the steward, or for an entry of kind
    /// consent the customer's subject (see `ISubjects`).
    /// @param predecessor The entry that this one follows. For entry 1 the origin: sequence 0, and `bodyHash` the 32-byte salt
    /// with `customer == keccak256(abi.encode(steward, salt))`: nobody can take an id of another organisation's.
    /// @param content Kind (1 to 6), the steward's current key epoch, commitment, and SHA-256 of the stored envelope.
    /// @return head The hash of the new entry.
    function append(Predecessor calldata predecessor, Content calldata content) external returns (bytes32 head);

    /// @notice `append` for many customers, all or none. One customer may occur more than once, in order. Caller must be a
    /// WRITER of every steward; subjects use `append`.
    /// @return heads The hashes of the new entries, in order.
    function appendMany(Append[] calldata appends) external returns (bytes32[] memory heads);

    /// @notice `append` for an author who signed and does not send. Anyone may send it.
    /// @dev The signature is over the EIP-712 struct `Append(Entry entry,uint256 deadline)` in the registry's domain; a contract
    /// wallet answers by ERC-1271. No nonce: an entry names its predecessor and fits only once.
    /// @param author The signer and the entry's author; must be one who could `append` it.
    /// @param deadline Unix time in seconds, the last at which the signature counts.
    function appendBySignature(
        Predecessor calldata predecessor,
        Content calldata content,
        address author,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 head);

    /// @notice The signature's deadline has passed.
    error SignatureExpired(uint256 deadline);

    /// @notice The signature is not the author's, not over this entry, or not for this registry and chain.
    error InvalidSignature(address author);

    /// @notice The hash of the customer's newest entry; 0 where the customer is unknown, and where it was erased a value that
    /// is no entry's hash (see `IErasures`).
    function headOf(bytes32 customer) external view returns (bytes32 head);
}
