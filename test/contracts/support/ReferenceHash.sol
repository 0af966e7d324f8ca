// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Body, Entry, Header} from "../../../contracts/types/Entry.sol";

/// @dev The hashes of the protocol written the plain way, to compare the contract's with.
library ReferenceHash {
    string internal constant HEADER_TYPE = "Header(bytes32 customer,uint64 sequence,address steward)";
    string internal constant BODY_TYPE =
        "Body(bytes32 previous,address author,uint16 kind,uint32 keyEpoch,bytes32 commitment,bytes32 payloadDigest)";

    function ofHeader(Header memory header) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(HEADER_TYPE)), header.customer, header.sequence, header.steward));
    }

    function ofBody(Body memory body) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes(BODY_TYPE)),
                    body.previous,
                    body.author,
                    body.kind,
                    body.keyEpoch,
                    body.commitment,
                    body.payloadDigest
                )
            );
    }

    function ofEntry(Entry memory entry) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(abi.encodePacked("Entry(Header header,Body body)", BODY_TYPE, HEADER_TYPE));
        return keccak256(abi.encode(typehash, ofHeader(entry.header), ofBody(entry.body)));
    }

    function ofAppend(Entry memory entry, uint256 deadline) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(
            abi.encodePacked(
                "Append(Entry entry,uint256 deadline)",
                BODY_TYPE,
                "Entry(Header header,Body body)",
                HEADER_TYPE
            )
        );
        return keccak256(abi.encode(typehash, ofEntry(entry), deadline));
    }

    function ofRole(string memory name, address organisation) internal pure returns (bytes32) {
        return keccak256(abi.encode(name, organisation));
    }

    function ofGrant(address steward, bytes32 customer, uint16 scope) internal pure returns (bytes32) {
        return keccak256(abi.encode("GRANT", steward, customer, scope));
    }

    function ofErased(bytes32 head) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Erased(bytes32 head)"), head));
    }
}
