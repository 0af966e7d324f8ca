// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Pausing writes
/// @notice While paused, entries, transfers, grants, and naming and becoming a subject revert with `EnforcedPause`. Erasure,
/// revocation, roles, suspension, keys, anchors, what subjects declare, and withdrawing an offer or a subject's name go on: a
/// pause must never stand in the way of taking rights away.
interface IWritePause {
    /// @notice Stops writes. PAUSER only. Emits `Paused`.
    function pause() external;

    /// @notice Lets writes go on. PAUSER only. Emits `Unpaused`.
    function unpause() external;
}
