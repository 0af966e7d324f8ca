// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IOrganisations} from "../interfaces/IOrganisations.sol";
import {AccountStates} from "./AccountStates.sol";
import {TimedAccessControl} from "./TimedAccessControl.sol";

/// @dev Organisations, and the roles that are derived from them.
abstract contract OrganisationRoles is TimedAccessControl, AccountStates, IOrganisations {
    bytes32 internal constant AUDITOR_ROLE = keccak256("AUDITOR");
    bytes32 internal constant PAUSER_ROLE = keccak256("PAUSER");

    /// @dev The admin of every role that has none. Nobody holds it and it administers itself, so nobody ever can.
    bytes32 private constant NOBODY = bytes32(type(uint256).max);

    uint256 private constant MAX_NAME_LENGTH = 64;

    /// @inheritdoc IOrganisations
    function registerOrganisation(
        address organisation,
        string calldata name
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (organisation == address(0)) revert InvalidOrganisation(organisation);
        uint256 length = bytes(name).length;
        if (length == 0 || length > MAX_NAME_LENGTH) revert InvalidNameLength(length);
        AccountState storage state = _accountStates[organisation];
        if (state.registered) revert OrganisationAlreadyRegistered(organisation);

        state.registered = true;
        bytes32 own = _organisationRole(organisation);
        bytes32 keeper = _keeperRole(organisation);
        _setRoleAdmin(own, own);
        _setRoleAdmin(keeper, own);
        _setRoleAdmin(_writerRole(organisation), keeper);
        _setRoleAdmin(keccak256(abi.encode("READER", organisation)), keeper);
        _setRoleAdmin(keccak256(abi.encode("COMPLIANCE", organisation)), keeper);
        _grantRole(own, organisation);
        _grantRole(keeper, organisation);
        emit OrganisationRegistered(organisation, name);
    }

    /// @inheritdoc IOrganisations
    function suspendOrganisation(address organisation) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _checkActiveOrganisation(organisation);
        _accountStates[organisation].suspended = true;
        emit OrganisationSuspended(organisation);
    }

    /// @inheritdoc IOrganisations
    function reinstateOrganisation(address organisation) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (!_accountStates[organisation].suspended) revert OrganisationNotSuspended(organisation);
        _accountStates[organisation].suspended = false;
        emit OrganisationReinstated(organisation);
    }

    /// @inheritdoc IOrganisations
    function isOrganisation(address account) external view returns (bool) {
        return _accountStates[account].registered;
    }

    /// @inheritdoc IOrganisations
    function isSuspended(address organisation) external view returns (bool) {
        return _accountStates[organisation].suspended;
    }

    /// @dev OpenZeppelin gives a role without an admin to the default admin. Here the council would then hold the roles of
    /// every organisation that is not registered yet, and keep them after its registration; so only the consortium's own roles
    /// are the council's.
    /// @inheritdoc IAccessControl
    function getRoleAdmin(
        bytes32 role
    ) public view virtual override(AccessControl, IAccessControl) returns (bytes32 admin) {
        admin = super.getRoleAdmin(role);
        if (admin == DEFAULT_ADMIN_ROLE && !_isConsortiumRole(role)) return NOBODY;
    }

    function _checkActiveOrganisation(address organisation) internal view {
        AccountState storage state = _accountStates[organisation];
        if (!state.registered) revert UnknownOrganisation(organisation);
        if (state.suspended) revert OrganisationIsSuspended(organisation);
    }

    /// @dev The organisation's own hand: a holder of ORGANISATION or KEEPER.
    function _checkKeeper(address organisation, address account) internal view {
        bytes32 keeper = _keeperRole(organisation);
        if (!hasRole(_organisationRole(organisation), account)) _checkRole(keeper, account);
    }

    function _writerRole(address organisation) internal pure returns (bytes32) {
        return keccak256(abi.encode("WRITER", organisation));
    }

    function _keeperRole(address organisation) internal pure returns (bytes32) {
        return keccak256(abi.encode("KEEPER", organisation));
    }

    function _organisationRole(address organisation) internal pure returns (bytes32) {
        return keccak256(abi.encode("ORGANISATION", organisation));
    }

    function _isConsortiumRole(bytes32 role) private pure returns (bool) {
        return role == DEFAULT_ADMIN_ROLE || role == AUDITOR_ROLE || role == PAUSER_ROLE;
    }
}
