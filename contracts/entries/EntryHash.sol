// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {IEntries} from "../interfaces/IEntries.sol";
import {Body, Content, Entry, Header, Predecessor} from "../types/Entry.sol";
import {KIND_ERASURE} from "../types/Kinds.sol";

/// @dev EIP-712 struct hashes of entries, and the id of a customer.
///
/// Every write hashes three structs and logs most of the same words, so here (and in one role's id) is the assembly of the
/// contract: words are laid out once in unallocated memory behind the free memory pointer, where `abi.encode` and `emit` would
/// each lay them out anew. All members are static, so that one word each, in order, is both their calldata and their EIP-712
/// encoding. Of a new entry, callers must have read every member narrower than a word through Solidity, which refuses dirty
/// high bits; a predecessor with dirty bits hashes to what is stored nowhere.
library EntryHash {
    bytes32 private constant HEADER_TYPEHASH = keccak256("Header(bytes32 customer,uint64 sequence,address steward)");

    bytes32 private constant BODY_TYPEHASH = keccak256(
        "Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)"
    );

    bytes32 private constant ENTRY_TYPEHASH = keccak256(
        "Entry(Header header,Body body)Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)Header(bytes32 customer,uint64 sequence,address steward)"
    );

    bytes32 private constant APPEND_TYPEHASH = keccak256(
        "Append(Entry entry,uint256 deadline)Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)Entry(Header header,Body body)Header(bytes32 customer,uint64 sequence,address steward)"
    );

    bytes32 private constant ERASED_TYPEHASH = keccak256("Erased(bytes32 head)");

    /// @dev hashStruct(Entry) of an entry that exists, from its header and its body's hash.
    function ofPredecessor(Predecessor calldata predecessor) internal pure returns (bytes32 head) {
        bytes32 headerTypehash = HEADER_TYPEHASH;
        bytes32 entryTypehash = ENTRY_TYPEHASH;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            // Header: type hash, customer, sequence, steward.
            mstore(buffer, headerTypehash)
            calldatacopy(add(buffer, 0x20), predecessor, 0x60)
            // Entry: type hash, header hash, body hash.
            mstore(add(buffer, 0x20), keccak256(buffer, 0x80))
            mstore(buffer, entryTypehash)
            mstore(add(buffer, 0x40), calldataload(add(predecessor, 0x60)))
            head := keccak256(buffer, 0x60)
        }
    }

    /// @dev Emits `EntryAppended` of a new entry and returns its hashStruct(Entry).
    function emitEntry(
        bytes32 customer,
        uint64 sequence,
        address steward,
        bytes32 previous,
        address author,
        Content calldata content
    ) internal returns (bytes32 head) {
        bytes32 headerTypehash = HEADER_TYPEHASH;
        bytes32 bodyTypehash = BODY_TYPEHASH;
        bytes32 entryTypehash = ENTRY_TYPEHASH;
        bytes32 eventTopic = IEntries.EntryAppended.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // 0x000 header type hash | 0x020 customer | 0x040 sequence | 0x060 steward, for the body its type hash
            // 0x080 previous | 0x0a0 author | 0x0c0 kind | 0x0e0 key epoch | 0x100 commitment | 0x120 payload digest
            let buffer := mload(0x40)
            mstore(buffer, headerTypehash)
            mstore(add(buffer, 0x20), customer)
            mstore(add(buffer, 0x40), sequence)
            mstore(add(buffer, 0x60), steward)
            mstore(add(buffer, 0x80), previous)
            mstore(add(buffer, 0xa0), author)
            calldatacopy(add(buffer, 0xc0), content, 0x80)
            // The event's data is everything from the sequence on.
            log2(add(buffer, 0x40), 0x100, eventTopic, customer)
            let headerHash := keccak256(buffer, 0x80)
            mstore(add(buffer, 0x60), bodyTypehash)
            // Entry: type hash, header hash, body hash.
            mstore(add(buffer, 0x40), keccak256(add(buffer, 0x60), 0xe0))
            mstore(add(buffer, 0x20), headerHash)
            mstore(buffer, entryTypehash)
            head := keccak256(buffer, 0x60)
        }
    }

    /// @dev Emits `EntryAppended` of a customer's last entry and returns its hashStruct(Entry). Once per customer: no assembly.
    function emitErasure(
        Header calldata latest,
        bytes32 previous,
        address author,
        uint32 keyEpoch
    ) internal returns (bytes32 head) {
        (bytes32 customer, address steward) = (latest.customer, latest.steward);
        uint64 sequence = latest.sequence + 1;
        emit IEntries.EntryAppended(customer, sequence, steward, previous, author, KIND_ERASURE, keyEpoch, 0, 0);
        return
            ofEntry(Entry(Header(customer, sequence, steward), Body(previous, author, KIND_ERASURE, keyEpoch, 0, 0)));
    }

    /// @dev hashStruct(Entry), where nothing is emitted and gas does not count: no assembly.
    function ofEntry(Entry memory entry) internal pure returns (bytes32 head) {
        bytes32 header = keccak256(abi.encode(HEADER_TYPEHASH, entry.header));
        bytes32 body = keccak256(abi.encode(BODY_TYPEHASH, entry.body));
        return keccak256(abi.encode(ENTRY_TYPEHASH, header, body));
    }

    /// @dev hashStruct(Erased): what is stored of an erased customer. Two words, where an entry's hash is over three.
    function ofErased(bytes32 head) internal pure returns (bytes32) {
        return Hashes.efficientKeccak256(ERASED_TYPEHASH, head);
    }

    /// @dev hashStruct(Append): what the author of a signed entry signs.
    function ofAppend(bytes32 entryHash, uint256 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(APPEND_TYPEHASH, entryHash, deadline));
    }

    /// @dev The id of a customer whose first steward is `steward`: keccak256(abi.encode(steward, salt)).
    function ofCustomer(address steward, bytes32 salt) internal pure returns (bytes32 customer) {
        return Hashes.efficientKeccak256(bytes32(uint256(uint160(steward))), salt);
    }
}
