// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITransfers} from "../interfaces/ITransfers.sol";
import {Content, Predecessor} from "../types/Entry.sol";
import {KIND_TRANSFER} from "../types/Kinds.sol";
import {EntryChain} from "./EntryChain.sol";

/// @dev Offers by the head that they are bound to: no head ever comes back, so a newer entry voids an offer by itself.
abstract contract Transfers is EntryChain, ITransfers {
    mapping(bytes32 head => address to) private _offers;

    /// @inheritdoc ITransfers
    function offerTransfer(Predecessor calldata latest, address to) external {
        address steward = latest.header.steward;
        bytes32 head = _validateLatest(latest);
        _checkKeeper(steward, _msgSender());
        // To withdraw is to take a right away: neither a pause nor a suspension stands in its way.
        if (to != address(0)) {
            _requireNotPaused();
            _checkActiveOrganisation(steward);
            if (to == steward) revert TransferToSteward(latest.header.customer, steward);
            _checkActiveOrganisation(to);
        }
        _offers[head] = to;
        emit TransferOffered(latest.header.customer, head, steward, to);
    }

    /// @inheritdoc ITransfers
    function acceptTransfer(
        Predecessor calldata latest,
        Content calldata content,
        address to
    ) external whenNotPaused returns (bytes32 head) {
        if (content.kind != KIND_TRANSFER) revert UnknownKind(content.kind);
        bytes32 previous = _validateLatest(latest);
        if (to == address(0) || _offers[previous] != to) revert TransferNotOffered(latest.header.customer, to);
        _validateContent(latest, content);
        _checkActiveOrganisation(latest.header.steward);
        _validateAuthor(to, _msgSender(), content.keyEpoch);
        delete _offers[previous];
        return _writeEntry(latest, false, to, _msgSender(), content);
    }

    /// @inheritdoc ITransfers
    function transferOffer(bytes32 customer) external view returns (address to) {
        return _offers[headOf(customer)];
    }
}
