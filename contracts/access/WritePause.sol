// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IWritePause} from "../interfaces/IWritePause.sol";
import {OrganisationRoles} from "./OrganisationRoles.sol";

/// @dev The consortium's emergency stop.
abstract contract WritePause is OrganisationRoles, Pausable, IWritePause {
    /// @inheritdoc IWritePause
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    /// @inheritdoc IWritePause
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }
}
