// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Key directory
/// @notice Encryption keys of members and organisations. The key is in the event, its hash in storage; epochs count from 1
/// and never go back, and older hashes stay readable.
interface IKeyDirectory {
    /// @notice A key was published and is now the account's current one.
    /// @dev Per account, `epoch` goes up by exactly 1. `keyHash` is `keccak256(key)`.
    event KeyPublished(address indexed account, uint32 indexed epoch, uint8 suite, bytes32 keyHash, bytes key);

    error UnknownSuite(uint8 suite);
    error InvalidKeyLength(uint8 suite, uint256 length, uint256 expected);

    /// @notice Every byte of the key is zero.
    error ZeroKey(address account);

    /// @notice Publishes an account's next key.
    /// @dev An account publishes for itself. For an organisation the caller must hold its ORGANISATION or KEEPER role (its own
    /// account got both at registration).
    /// @param account Whose key it is.
    /// @param suite 1: X-Wing (X25519 + ML-KEM-768), raw public key of 1,216 bytes.
    /// @param key The public key.
    function publishKey(address account, uint8 suite, bytes calldata key) external;

    /// @notice The account's current key: epoch 0, suite 0 and hash 0 where none was published.
    function keyOf(address account) external view returns (uint32 epoch, uint8 suite, bytes32 keyHash);

    /// @notice The hash of the account's key of an epoch; 0 where there is none.
    function keyHashAt(address account, uint32 epoch) external view returns (bytes32 keyHash);
}
