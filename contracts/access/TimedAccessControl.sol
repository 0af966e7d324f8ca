// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {ITimedAccessControl} from "../interfaces/ITimedAccessControl.sol";

/// @dev OpenZeppelin's roles, each with an end. `_roleEnds` alone says who holds a role: `hasRole` reads one slot. Grants and
/// revocations still go through OpenZeppelin's functions, for their rules and events.
abstract contract TimedAccessControl is AccessControlDefaultAdminRules, ITimedAccessControl {
    uint64 internal constant NO_END = type(uint64).max;

    /// @dev 0: not held. NO_END: held until revoked. A past time: ended; kept, so that `roleEnd` can tell when.
    mapping(bytes32 role => mapping(address account => uint64 until)) private _roleEnds;

    /// @inheritdoc ITimedAccessControl
    function grantRoleUntil(bytes32 role, address account, uint64 until) external onlyRole(getRoleAdmin(role)) {
        if (role == DEFAULT_ADMIN_ROLE) revert AccessControlEnforcedDefaultAdminRules();
        if (until <= block.timestamp) revert RoleEndInPast(until, block.timestamp);
        _grantRoleUntil(role, account, until);
    }

    /// @inheritdoc IAccessControl
    function hasRole(
        bytes32 role,
        address account
    ) public view virtual override(AccessControl, IAccessControl) returns (bool) {
        return block.timestamp < _roleEnds[role][account];
    }

    /// @inheritdoc ITimedAccessControl
    function roleEnd(bytes32 role, address account) external view returns (uint64 until) {
        return _roleEnds[role][account];
    }

    /// @dev OpenZeppelin's way of granting is a grant with no end, also for an account that holds the role with an end.
    function _grantRole(bytes32 role, address account) internal virtual override returns (bool granted) {
        return _grantRoleUntil(role, account, NO_END);
    }

    /// @dev Where the role ended by itself there is nothing to revoke: as for a role never held, no event and no change.
    function _revokeRole(bytes32 role, address account) internal virtual override returns (bool revoked) {
        revoked = super._revokeRole(role, account);
        if (revoked) delete _roleEnds[role][account];
    }

    /// @dev `super._grantRole` asks `hasRole`, so it must run before the end is written: it emits `RoleGranted` for an account
    /// that never had the role or whose role has ended.
    function _grantRoleUntil(bytes32 role, address account, uint64 until) private returns (bool granted) {
        granted = super._grantRole(role, account);
        uint64 impliedEnd = granted ? NO_END : _roleEnds[role][account];
        _roleEnds[role][account] = until;
        if (until != impliedEnd) emit RoleEndSet(role, account, until);
    }
}
