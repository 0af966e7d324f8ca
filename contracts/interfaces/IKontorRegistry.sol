// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnchors} from "./IAnchors.sol";
import {IBatches} from "./IBatches.sol";
import {IEntries} from "./IEntries.sol";
import {IErasures} from "./IErasures.sol";
import {IGrants} from "./IGrants.sol";
import {IKeyDirectory} from "./IKeyDirectory.sol";
import {IOrganisations} from "./IOrganisations.sol";
import {ISubjects} from "./ISubjects.sol";
import {ITimedAccessControl} from "./ITimedAccessControl.sol";
import {ITransfers} from "./ITransfers.sol";
import {IWritePause} from "./IWritePause.sol";

/// @title The registry of a consortium
/// @notice One commitment per customer, and every role and key. Only hashes are stored or emitted, and public keys and
/// organisations' names. Not upgradeable, and without immutables: one build has one code hash on every chain, which a
/// verifier can pin.
// solhint-disable-next-line no-empty-blocks
interface IKontorRegistry is
    ITimedAccessControl,
    IOrganisations,
    IWritePause,
    IGrants,
    IEntries,
    ISubjects,
    IBatches,
    ITransfers,
    IErasures,
    IKeyDirectory,
    IAnchors
{}
