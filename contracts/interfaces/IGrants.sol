// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Grants
/// @notice A steward lets somebody read: another organisation, or a wallet. A grant is the role
/// `keccak256(abi.encode("GRANT", steward, customer, uint16 scope))`, with an end like every role (see `ITimedAccessControl`), and
/// nobody administers it: it is given and taken by `grant` and `revoke` alone. The registry does not know who stewards a customer
/// from its id, so a steward may grant ids that are not its own; such a grant counts for nothing, because a reader asks for
/// the grants of the customer's present steward.
/// @dev The steward is part of the id: a transfer voids the former steward's grants without a write. If the customer comes back to
/// it, those of them count again that have neither ended nor been revoked.
interface IGrants {
    /// @notice A grant was given, or its end was moved.
    /// @dev The latest of `Granted` and `GrantRevoked` for (steward, customer, grantee, scope) counts, until its end. `RoleGranted`
    /// and `RoleEndSet` of the role precede it. Who holds a grant can drop it by `renounceRole`: then `RoleRevoked` of the
    /// role's id is the only event, so an index has to apply that too.
    /// @param customer 0: all of the steward's customers, also those to come.
    /// @param scope 0: all kinds; 1 to 6: that kind alone.
    /// @param until Unix time in seconds from which the grant is no longer held; the highest uint64 means no end.
    event Granted(
        bytes32 indexed customer,
        address indexed steward,
        address indexed grantee,
        uint16 scope,
        uint64 until
    );

    /// @notice A grant that was held was taken away. `RoleRevoked` of the role precedes it. Never emitted for a grant that
    /// has ended, was dropped, or never was.
    event GrantRevoked(bytes32 indexed customer, address indexed steward, address indexed grantee, uint16 scope);

    /// @notice The zero address and the steward itself cannot be given a grant.
    error InvalidGrantee(address grantee);

    /// @notice A scope is 0 for all kinds, or the code of a kind of content, 1 to 6.
    error InvalidScope(uint16 scope);

    /// @notice Gives grants, or moves the end of grants that are held (either way). Caller must hold ORGANISATION or KEEPER of the
    /// steward. Refused while paused, and while the steward is suspended.
    /// @param customers Ids, all or none; 0 stands for all of the steward's customers.
    /// @param until Unix time in seconds, after this block's time; the highest uint64 means no end.
    function grant(address steward, bytes32[] calldata customers, address grantee, uint16 scope, uint64 until) external;

    /// @notice Takes grants away. Caller must hold ORGANISATION or KEEPER of the steward. Neither a pause nor a suspension
    /// stops it. What is not held is passed over.
    /// @dev Takes exactly (customer, scope): a grant for all kinds or all customers beside it stays.
    function revoke(address steward, bytes32[] calldata customers, address grantee, uint16 scope) external;

    /// @notice Whether the grantee holds a grant of the steward's that covers the customer and the scope now: this one's or all
    /// customers', of this kind or of all kinds.
    /// @param steward The customer's present steward, which the caller has to know.
    /// @param scope A kind's code; 0 asks for a grant of all kinds.
    function hasGrant(
        address steward,
        bytes32 customer,
        address grantee,
        uint16 scope
    ) external view returns (bool held);
}
