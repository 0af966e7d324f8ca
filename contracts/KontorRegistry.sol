// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {Grants} from "./access/Grants.sol";
import {Anchors} from "./anchors/Anchors.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {Batches} from "./entries/Batches.sol";
import {Erasures} from "./entries/Erasures.sol";
import {Transfers} from "./entries/Transfers.sol";
import {IKontorRegistry} from "./interfaces/IKontorRegistry.sol";
import {KeyDirectory} from "./keys/KeyDirectory.sol";

/// @title KontorRegistry
/// @notice The registry of a consortium, composed of its modules. See `IKontorRegistry`.
contract KontorRegistry is Batches, Transfers, Erasures, Grants, KeyDirectory, Anchors, Multicall, IKontorRegistry {
    /// @param initialDelay Seconds between the start and the acceptance of a change of council.
    /// @param council The consortium's admin; a multisig.
    constructor(uint48 initialDelay, address council) AccessControlDefaultAdminRules(initialDelay, council) {}
}
