// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrganisationRoles} from "../access/OrganisationRoles.sol";
import {IKeyDirectory} from "../interfaces/IKeyDirectory.sol";

/// @dev Key hashes by account and epoch. The current epoch and suite are in the account's state, beside the suspension.
abstract contract KeyDirectory is OrganisationRoles, IKeyDirectory {
    /// @dev X-Wing: an ML-KEM-768 encapsulation key (1,184 bytes) and an X25519 public key (32).
    uint8 private constant SUITE_X_WING = 1;
    uint256 private constant X_WING_KEY_LENGTH = 1216;

    /// @dev keccak256 of 1,216 zero bytes.
    bytes32 private constant ZERO_KEY_HASH = 0x1e0ae6a5f91bdac4f788c2eb8f19cdaf838ab46661ba9b2289a8446a728decdd;

    mapping(address account => mapping(uint32 epoch => bytes32 keyHash)) private _keyHashes;

    /// @inheritdoc IKeyDirectory
    function publishKey(address account, uint8 suite, bytes calldata key) external {
        AccountState storage state = _accountStates[account];
        if (account != _msgSender() || state.registered) _checkKeeper(account, _msgSender());
        if (suite != SUITE_X_WING) revert UnknownSuite(suite);
        if (key.length != X_WING_KEY_LENGTH) revert InvalidKeyLength(suite, key.length, X_WING_KEY_LENGTH);
        bytes32 keyHash = keccak256(key);
        if (keyHash == ZERO_KEY_HASH) revert ZeroKey(account);

        uint32 epoch = state.keyEpoch + 1;
        state.keyEpoch = epoch;
        state.suite = suite;
        _keyHashes[account][epoch] = keyHash;
        emit KeyPublished(account, epoch, suite, keyHash, key);
    }

    /// @inheritdoc IKeyDirectory
    function keyOf(address account) external view returns (uint32 epoch, uint8 suite, bytes32 keyHash) {
        AccountState storage state = _accountStates[account];
        epoch = state.keyEpoch;
        suite = state.suite;
        keyHash = _keyHashes[account][epoch];
    }

    /// @inheritdoc IKeyDirectory
    function keyHashAt(address account, uint32 epoch) external view returns (bytes32 keyHash) {
        return _keyHashes[account][epoch];
    }
}
