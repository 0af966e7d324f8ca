// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev The ids of an organisation's roles, keccak256(abi.encode(NAME, organisation)), and of grants.
library RoleId {
    /// @dev Administers itself and KEEPER.
    function organisation(address account) internal pure returns (bytes32 role) {
        return keccak256(abi.encode("ORGANISATION", account));
    }

    /// @dev Administers WRITER, READER and COMPLIANCE.
    function keeper(address account) internal pure returns (bytes32 role) {
        return keccak256(abi.encode("KEEPER", account));
    }

    function reader(address account) internal pure returns (bytes32 role) {
        return keccak256(abi.encode("READER", account));
    }

    function compliance(address account) internal pure returns (bytes32 role) {
        return keccak256(abi.encode("COMPLIANCE", account));
    }

    /// @dev A grant. Nobody administers it. Customer 0: all of the steward's; scope 0: all kinds.
    function grant(address steward, bytes32 customer, uint16 scope) internal pure returns (bytes32 role) {
        return keccak256(abi.encode("GRANT", steward, customer, scope));
    }

    /// @dev keccak256(abi.encode("WRITER", account)), laid out by hand behind the free memory pointer: every write asks for it.
    function writer(address account) internal pure returns (bytes32 role) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, 0x40) // where the string starts
            mstore(add(buffer, 0x20), account)
            mstore(add(buffer, 0x40), 6) // the string's length
            mstore(add(buffer, 0x60), "WRITER")
            role := keccak256(buffer, 0x80)
        }
    }
}
