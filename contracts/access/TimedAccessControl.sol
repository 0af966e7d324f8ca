// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {ITimedAccessControl} from "../interfaces/ITimedAccessControl.sol";

/// @dev OpenZeppelin's roles, each with an end. `_roleEnds` alone says who holds a role: `hasRole` reads one slot. OpenZeppelin's
/// own flag beside it is never read, and so is set for the default admin only, by the functions that hold its rules.
abstract contract TimedAccessControl is AccessControlDefaultAdminRules, ITimedAccessControl {
    uint64 internal constant NO_END = type(uint64).max;

    /// @dev 0: not held. NO_END: held until revoked. A past time: ended; kept, so that `roleEnd` can tell when.
    mapping(bytes32 role => mapping(address account => uint64 until)) private _roleEnds;

    /// @inheritdoc ITimedAccessControl
    function grantRoleUntil(bytes32 role, address account, uint64 until) external onlyRole(getRoleAdmin(role)) {
        if (role == DEFAULT_ADMIN_ROLE) revert AccessControlEnforcedDefaultAdminRules();
        _validateRoleEnd(until);
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

    /// @dev `RoleGranted` is for an account that never had the role or whose role has ended. The end must have been validated.
    function _grantRoleUntil(bytes32 role, address account, uint64 until) internal returns (bool granted) {
        uint64 end = _roleEnds[role][account];
        granted = end <= block.timestamp;
        if (role == DEFAULT_ADMIN_ROLE) super._grantRole(role, account);
        else if (granted) emit RoleGranted(role, account, _msgSender());
        _roleEnds[role][account] = until;
        if (until != (granted ? NO_END : end)) emit RoleEndSet(role, account, until);
    }

    function _validateRoleEnd(uint64 until) internal view {
        if (until <= block.timestamp) revert RoleEndInPast(until, block.timestamp);
    }
}
