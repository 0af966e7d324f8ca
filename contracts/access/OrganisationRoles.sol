// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IOrganisations} from "../interfaces/IOrganisations.sol";
import {AccountStates} from "./AccountStates.sol";
import {RoleId} from "./RoleId.sol";
import {TimedAccessControl} from "./TimedAccessControl.sol";

/// @dev Organisations, and the roles that are derived from them.
abstract contract OrganisationRoles is TimedAccessControl, Pausable, AccountStates, IOrganisations {
    bytes32 internal constant AUDITOR_ROLE = keccak256("AUDITOR");
    bytes32 internal constant PAUSER_ROLE = keccak256("PAUSER");

    /// @dev The admin of every role that has none. Nobody holds it and it administers itself, so nobody ever can.
    bytes32 private constant NOBODY = bytes32(type(uint256).max);

    uint256 private constant MAX_NAME_LENGTH = 64;

    /// @dev A pause visits every organisation: so many fit into a quarter of a block of 16 million gas.
    uint256 private constant MAX_ORGANISATIONS = 500;

    address[] internal _organisations;

    /// @inheritdoc IOrganisations
    function registerOrganisation(address organisation, string calldata name) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (organisation == address(0)) revert InvalidOrganisation(organisation);
        uint256 length = bytes(name).length;
        if (length == 0 || length > MAX_NAME_LENGTH) revert InvalidNameLength(length);
        AccountState storage state = _accountStates[organisation];
        if (state.registered) revert OrganisationAlreadyRegistered(organisation);
        if (_organisations.length == MAX_ORGANISATIONS) revert TooManyOrganisations(MAX_ORGANISATIONS);

        _organisations.push(organisation);
        state.registered = true;
        if (paused()) state.stops = STOP_PAUSED;
        bytes32 own = RoleId.organisation(organisation);
        bytes32 keeper = RoleId.keeper(organisation);
        _setRoleAdmin(own, own);
        _setRoleAdmin(keeper, own);
        _setRoleAdmin(RoleId.writer(organisation), keeper);
        _setRoleAdmin(RoleId.reader(organisation), keeper);
        _setRoleAdmin(RoleId.compliance(organisation), keeper);
        _grantRole(own, organisation);
        _grantRole(keeper, organisation);
        emit OrganisationRegistered(organisation, name);
    }

    /// @inheritdoc IOrganisations
    function suspendOrganisation(address organisation) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _checkActiveOrganisation(organisation);
        _accountStates[organisation].stops |= STOP_SUSPENDED;
        emit OrganisationSuspended(organisation);
    }

    /// @inheritdoc IOrganisations
    function reinstateOrganisation(address organisation) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (!isSuspended(organisation)) revert OrganisationNotSuspended(organisation);
        _accountStates[organisation].stops &= ~STOP_SUSPENDED;
        emit OrganisationReinstated(organisation);
    }

    /// @inheritdoc IOrganisations
    function isOrganisation(address account) external view returns (bool) {
        return _accountStates[account].registered;
    }

    /// @inheritdoc IOrganisations
    function isSuspended(address organisation) public view returns (bool) {
        return _accountStates[organisation].stops & STOP_SUSPENDED != 0;
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
        if (!_accountStates[organisation].registered) revert UnknownOrganisation(organisation);
        if (isSuspended(organisation)) revert OrganisationIsSuspended(organisation);
    }

    /// @dev The organisation's own hand: a holder of ORGANISATION or KEEPER.
    function _checkKeeper(address organisation, address account) internal view {
        if (!hasRole(RoleId.organisation(organisation), account)) _checkRole(RoleId.keeper(organisation), account);
    }

    function _isConsortiumRole(bytes32 role) private pure returns (bool) {
        return role == DEFAULT_ADMIN_ROLE || role == AUDITOR_ROLE || role == PAUSER_ROLE;
    }
}
