// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Roles that can carry an end time
/// @notice Adds an end to OpenZeppelin's roles. A role is held while `block.timestamp < roleEnd`; from then on `hasRole` is
/// false without any transaction. An ended role is not revoked (no event): it can be granted again like one never held.
interface ITimedAccessControl {
    /// @notice The end of a held role was set to something else than what `RoleGranted` alone means (no end).
    /// @dev An index applies: `RoleGranted` → no end; `RoleEndSet` → `until`; `RoleRevoked` → not held. For a new timed grant
    /// `RoleGranted` comes first, then this. Never emitted for the default admin role, nor for an account without the role.
    /// @param until Unix time in seconds from which the role is no longer held; the highest uint64 means no end.
    event RoleEndSet(bytes32 indexed role, address indexed account, uint64 until);

    /// @notice The end asked for is not after this block's time. To take a role away now, revoke it.
    error RoleEndInPast(uint64 until, uint256 blockTime);

    /// @notice Grants a role until a time, or moves the end of a role that is already held (either way).
    /// @dev Caller must hold the role's admin role. `grantRole` is this with no end, also for a role held with an end. The
    /// default admin role cannot be timed: it reverts with `AccessControlEnforcedDefaultAdminRules`.
    /// @param role The role's id.
    /// @param account Who gets it.
    /// @param until Unix time in seconds, after this block's time; the highest uint64 means no end.
    function grantRoleUntil(bytes32 role, address account, uint64 until) external;

    /// @notice The end of an account's role: 0 where it was never granted or was revoked, the highest uint64 for no end. Stays
    /// readable after it has passed.
    function roleEnd(bytes32 role, address account) external view returns (uint64 until);
}
