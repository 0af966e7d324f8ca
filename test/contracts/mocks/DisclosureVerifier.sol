// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @dev A contract that checks a disclosed field against a commitment, with nothing but OpenZeppelin's library.
contract DisclosureVerifier {
    struct DisclosedField {
        uint256 index;
        string pointer;
        string kind;
        string value;
        bytes32 salt;
        bytes32[] proof;
    }

    function verify(bytes32 commitment, DisclosedField calldata field) external pure returns (bool) {
        bytes32 leaf = keccak256(
            bytes.concat(keccak256(abi.encode(field.index, field.pointer, field.kind, field.value, field.salt)))
        );
        return MerkleProof.verifyCalldata(field.proof, commitment, leaf);
    }
}
