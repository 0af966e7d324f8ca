// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RoleId} from "../access/RoleId.sol";
import {IErasures} from "../interfaces/IErasures.sol";
import {Predecessor} from "../types/Entry.sol";
import {EntryChain} from "./EntryChain.sol";

/// @dev Who may end a chain. Nothing is asked of the steward but the role: an erasure is owed also by one who is suspended.
abstract contract Erasures is EntryChain, IErasures {
    /// @inheritdoc IErasures
    function erase(Predecessor calldata latest) external {
        address steward = latest.header.steward;
        bytes32 previous = _validateLatest(latest);
        if (!hasRole(RoleId.compliance(steward), _msgSender())) _checkKeeper(steward, _msgSender());
        _writeErasure(latest, previous, _msgSender());
        emit CustomerErased(latest.header.customer, steward);
    }
}
