// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What the registry knows of an account besides its roles, in one slot: an entry needs the steward's key epoch and
/// whether it may write, and reads both at once.
abstract contract AccountStates {
    /// @dev Reasons for which an organisation may not write, as bits of `AccountState.stops`; it may where none is set.
    uint8 internal constant STOP_SUSPENDED = 1;
    uint8 internal constant STOP_PAUSED = 2;

    struct AccountState {
        uint32 keyEpoch;
        uint8 stops;
        bool registered;
        uint8 suite;
    }

    mapping(address account => AccountState state) internal _accountStates;
}
