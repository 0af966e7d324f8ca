// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Pausing writes
/// @notice While paused, entries and transfers revert with `EnforcedPause`. Roles, suspension, keys, anchors and withdrawing
/// an offer go on: a pause must never stand in the way of taking rights away.
interface IWritePause {
    /// @notice Stops writes. PAUSER only. Emits `Paused`.
    function pause() external;

    /// @notice Lets writes go on. PAUSER only. Emits `Unpaused`.
    function unpause() external;
}
