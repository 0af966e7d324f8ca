// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGrants} from "../interfaces/IGrants.sol";
import {KIND_LAST_CONTENT} from "../types/Kinds.sol";
import {OrganisationRoles} from "./OrganisationRoles.sol";
import {RoleId} from "./RoleId.sol";

/// @dev Grants are roles without an admin, so that `grantRole` and `revokeRole` cannot touch them.
abstract contract Grants is OrganisationRoles, IGrants {
    bytes32 private constant ALL_CUSTOMERS = 0;
    uint16 private constant ALL_KINDS = 0;

    /// @inheritdoc IGrants
    function grant(
        address steward,
        bytes32[] calldata customers,
        address grantee,
        uint16 scope,
        uint64 until
    ) external {
        _checkKeeper(steward, _msgSender());
        _requireNotPaused();
        _checkActiveOrganisation(steward);
        _validateScope(scope);
        if (grantee == address(0) || grantee == steward) revert InvalidGrantee(grantee);
        _validateRoleEnd(until);
        for (uint256 i = 0; i < customers.length; ++i) {
            bytes32 customer = customers[i];
            _grantRoleUntil(RoleId.grant(steward, customer, scope), grantee, until);
            emit Granted(customer, steward, grantee, scope, until);
        }
    }

    /// @inheritdoc IGrants
    function revoke(address steward, bytes32[] calldata customers, address grantee, uint16 scope) external {
        _checkKeeper(steward, _msgSender());
        _validateScope(scope);
        for (uint256 i = 0; i < customers.length; ++i) {
            bytes32 customer = customers[i];
            if (_revokeRole(RoleId.grant(steward, customer, scope), grantee)) {
                emit GrantRevoked(customer, steward, grantee, scope);
            }
        }
    }

    /// @inheritdoc IGrants
    function hasGrant(
        address steward,
        bytes32 customer,
        address grantee,
        uint16 scope
    ) external view returns (bool held) {
        return
            hasRole(RoleId.grant(steward, customer, scope), grantee) ||
            hasRole(RoleId.grant(steward, customer, ALL_KINDS), grantee) ||
            hasRole(RoleId.grant(steward, ALL_CUSTOMERS, scope), grantee) ||
            hasRole(RoleId.grant(steward, ALL_CUSTOMERS, ALL_KINDS), grantee);
    }

    function _validateScope(uint16 scope) private pure {
        if (scope > KIND_LAST_CONTENT) revert InvalidScope(scope);
    }
}
