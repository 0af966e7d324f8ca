// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Body, Content, Header} from "../types/Entry.sol";

/// @dev EIP-712 struct hashes of entries, and the id of a customer.
library EntryHash {
    bytes32 internal constant HEADER_TYPEHASH = keccak256("Header(bytes32 customer,uint64 sequence,address steward)");

    bytes32 internal constant BODY_TYPEHASH =
        keccak256(
            "Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)"
        );

    bytes32 internal constant ENTRY_TYPEHASH =
        keccak256(
            "Entry(Header header,Body body)Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)Header(bytes32 customer,uint64 sequence,address steward)"
        );

    bytes32 internal constant APPEND_TYPEHASH =
        keccak256(
            "Append(Entry entry,uint256 deadline)Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)Entry(Header header,Body body)Header(bytes32 customer,uint64 sequence,address steward)"
        );

    function ofHeader(bytes32 customer, uint64 sequence, address steward) internal pure returns (bytes32) {
        return keccak256(abi.encode(HEADER_TYPEHASH, customer, sequence, steward));
    }

    function ofBody(bytes32 previous, address author, Content calldata content) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    BODY_TYPEHASH,
                    previous,
                    author,
                    content.kind,
                    content.keyEpoch,
                    content.commitment,
                    content.payloadDigest
                )
            );
    }

    function ofEntry(bytes32 headerHash, bytes32 bodyHash) internal pure returns (bytes32) {
        return keccak256(abi.encode(ENTRY_TYPEHASH, headerHash, bodyHash));
    }

    function ofAppend(bytes32 entryHash, uint256 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(APPEND_TYPEHASH, entryHash, deadline));
    }

    function ofCustomer(address steward, bytes32 salt) internal pure returns (bytes32) {
        return keccak256(abi.encode(steward, salt));
    }
}
