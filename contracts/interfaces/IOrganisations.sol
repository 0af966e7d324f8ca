// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Member organisations and their roles
/// @notice An organisation is an account. Its roles are `keccak256(abi.encode(NAME, organisation))`:
/// ORGANISATION administers itself and KEEPER; KEEPER administers WRITER, READER and COMPLIANCE. The council registers,
/// suspends and reinstates, and has no way into an organisation: a role without a registered organisation has an admin that
/// nobody can be.
interface IOrganisations {
    /// @notice An organisation joined. Emitted once per organisation, ever; `RoleGranted` of ORGANISATION and KEEPER to its
    /// account precede it in the same transaction.
    event OrganisationRegistered(address indexed organisation, string name);

    /// @notice An organisation may no longer write. Alternates with `OrganisationReinstated`.
    event OrganisationSuspended(address indexed organisation);

    /// @notice A suspended organisation may write again.
    event OrganisationReinstated(address indexed organisation);

    /// @notice The zero address cannot be an organisation.
    error InvalidOrganisation(address organisation);

    /// @notice A name has 1 to 64 bytes of UTF-8.
    error InvalidNameLength(uint256 length);

    /// @notice So many organisations are registered that one more could bring a pause to the gas limit of a block.
    error TooManyOrganisations(uint256 maximum);

    error OrganisationAlreadyRegistered(address organisation);
    error UnknownOrganisation(address organisation);
    error OrganisationIsSuspended(address organisation);
    error OrganisationNotSuspended(address organisation);

    /// @notice Registers an organisation and gives its account ORGANISATION and KEEPER of itself. Council only.
    /// @param organisation The organisation's account: an EOA or a contract wallet.
    /// @param name Public name, 1 to 64 bytes; kept in the event only.
    function registerOrganisation(address organisation, string calldata name) external;

    /// @notice Stops an organisation's writes: appends, its subjects' too, transfers to or from it, grants, and naming subjects.
    /// Council only. Erasure, revocation, roles, keys, anchors, and withdrawing an offer or a subject's name stay possible.
    function suspendOrganisation(address organisation) external;

    /// @notice Ends a suspension. Council only.
    function reinstateOrganisation(address organisation) external;

    /// @notice Whether the account is a registered organisation, suspended or not.
    function isOrganisation(address account) external view returns (bool);

    /// @notice Whether the organisation is suspended now.
    function isSuspended(address organisation) external view returns (bool);
}
