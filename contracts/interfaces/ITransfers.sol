// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Content, Predecessor} from "../types/Entry.sol";

/// @title Transfer of stewardship
/// @notice A steward offers a customer to another organisation, which accepts with an entry of kind transfer. An offer is bound
/// to the customer's newest entry: whatever is written after it voids it.
interface ITransfers {
    /// @notice A customer was offered, or (`to` zero) the offer was withdrawn.
    /// @dev The latest for a `head` counts, and only while that is the customer's newest. An accepted offer is followed by an
    /// `EntryAppended` of kind transfer whose `previous` is `head`.
    event TransferOffered(bytes32 indexed customer, bytes32 head, address indexed from, address indexed to);

    /// @notice No offer of this customer's newest entry to this organisation stands.
    error TransferNotOffered(bytes32 customer, address to);

    /// @notice The organisation is the customer's steward already.
    error TransferToSteward(bytes32 customer, address steward);

    /// @notice Offers a customer to another organisation, replacing an earlier offer; zero withdraws. Caller must hold
    /// ORGANISATION or KEEPER of the steward.
    /// @param latest The customer's newest entry.
    /// @param to A registered organisation that is not suspended, or zero.
    function offerTransfer(Predecessor calldata latest, address to) external;

    /// @notice Accepts an offer: writes an entry of kind transfer whose steward is the new one. Caller must be a WRITER of it.
    /// @dev Neither organisation may be suspended.
    /// @param latest The customer's newest entry.
    /// @param content Kind transfer, and the new steward's current key epoch.
    /// @param to The new steward, to whom the customer was offered.
    /// @return head The hash of the new entry.
    function acceptTransfer(
        Predecessor calldata latest,
        Content calldata content,
        address to
    ) external returns (bytes32 head);

    /// @notice The organisation to which the customer is offered now; zero where it is not.
    function transferOffer(bytes32 customer) external view returns (address to);
}
