// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev A contract that checks what a commitment says at a pointer: PROTOCOL.md, section 2.2.
contract DisclosureVerifier {
    struct OfCommitment {
        bytes32 commitment;
        string schema;
        bytes32 countHash;
    }

    function verifyField(
        OfCommitment calldata proof,
        string calldata pointer,
        string calldata kind,
        string calldata value,
        bytes32 salt,
        bytes32[] calldata siblings
    ) external pure returns (bool) {
        bytes32 path = keccak256(bytes(pointer));
        bytes32 content = keccak256(abi.encode(kind, value, salt));
        return _leadsTo(proof, path, keccak256(abi.encode(uint256(0), path, content)), siblings);
    }

    /// @dev The pointer's way ends at an empty place.
    function verifyEmpty(
        OfCommitment calldata proof,
        string calldata pointer,
        bytes32 salt,
        bytes32[] calldata siblings
    ) external pure returns (bool) {
        bytes32 empty = keccak256(abi.encode(uint256(2), salt, bytes32(0)));
        return _leadsTo(proof, keccak256(bytes(pointer)), empty, siblings);
    }

    /// @dev The pointer's way ends at the leaf of another.
    function verifyOther(
        OfCommitment calldata proof,
        string calldata pointer,
        bytes32 otherPath,
        bytes32 otherContent,
        bytes32[] calldata siblings
    ) external pure returns (bool) {
        bytes32 path = keccak256(bytes(pointer));
        bytes32 other = keccak256(abi.encode(uint256(0), otherPath, otherContent));
        return otherPath != path && _leadsTo(proof, path, other, siblings);
    }

    function _leadsTo(
        OfCommitment calldata proof,
        bytes32 path,
        bytes32 node,
        bytes32[] calldata siblings
    ) private pure returns (bool) {
        uint256 depth = siblings.length;
        if (depth > 256) return false;
        for (uint256 i = 0; i < siblings.length; ++i) {
            --depth;
            bool isRight = (uint256(path) >> (255 - depth)) & 1 == 1;
            node =
                isRight
                    ? keccak256(abi.encode(uint256(1), siblings[i], node))
                    : keccak256(abi.encode(uint256(1), node, siblings[i]));
        }
        bytes32 schema = keccak256(bytes(proof.schema));
        return keccak256(abi.encode(uint256(3), schema, proof.countHash, node)) == proof.commitment;
    }
}
