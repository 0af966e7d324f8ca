// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KontorRegistry} from "../../contracts/KontorRegistry.sol";
import {BatchHandler} from "./support/BatchHandler.sol";
import {RegistryHandler} from "./support/RegistryHandler.sol";
import {SharingHandler} from "./support/SharingHandler.sol";

/// @dev What holds of a registry after any sequence of calls.
contract RegistryInvariantTest {
    BatchHandler private _handler;
    KontorRegistry private _registry;

    function setUp() public {
        _handler = new BatchHandler();
        _registry = _handler.REGISTRY();
    }

    /// @dev The runner calls nothing but these.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev The model's head hashes the model's own count: the stored one equals it only if no sequence skipped or fell back.
    function invariant_sequencesCountEveryEntryOnce() public view {
        for (uint256 i = 0; i < _handler.customerCount(); ++i) {
            bytes32 customer = _handler.customers(i);
            RegistryHandler.Chain memory chain = _handler.chainOf(customer);
            require(chain.latest.header.sequence == chain.length, "sequence");
            require(_registry.headOf(customer) == chain.head, "head");
        }
    }

    /// @dev By a WRITER whose role has not ended, of a steward that is neither paused nor suspended, under its current key.
    function invariant_onlyWritersOfTheStewardWrite() public view {
        require(_handler.wronglyAccepted() == 0, "accepted");
    }

    /// @dev The other way round: nothing else stands in the way, so the invariants are not true for want of writes.
    function invariant_whoMayWriteWrites() public view {
        require(_handler.wronglyRefused() == 0, "refused");
    }

    function invariant_aStalePredecessorAlwaysReverts() public view {
        require(_handler.staleAccepted() == 0, "stale");
    }

    function invariant_theCouncilIsInNoOrganisation() public view {
        require(_handler.councilEntered() == 0, "entered");
        string[5] memory names = ["ORGANISATION", "KEEPER", "WRITER", "READER", "COMPLIANCE"];
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 j = 0; j < names.length; ++j) {
                bytes32 role = keccak256(abi.encode(names[j], _handler.organisation(i)));
                require(!_registry.hasRole(role, address(_handler)), "role");
            }
        }
    }

    function invariant_anEndedRoleCountsForNothing() public view {
        for (uint256 i = 0; i < 2; ++i) {
            address steward = _handler.organisation(i);
            bytes32 role = keccak256(abi.encode("WRITER", steward));
            for (uint256 j = 0; j < 3; ++j) {
                address account = _handler.member(j);
                bool held = _registry.hasRole(role, account);
                require(held == _handler.holdsInModel("WRITER", steward, account), "held");
                require(held == (block.timestamp < _registry.roleEnd(role, account)), "end");
            }
        }
    }

    function invariant_pauseAndSuspensionStopWritesOnly() public view {
        require(_handler.wronglyStopped() == 0, "stopped");
        require(_registry.paused() == _handler.pausedInModel(), "paused");
        for (uint256 i = 0; i < 2; ++i) {
            address steward = _handler.organisation(i);
            require(_registry.isSuspended(steward) == _handler.suspendedInModel(steward), "suspended");
        }
    }

    function invariant_anOfferStandsForTheNewestEntryOnly() public view {
        for (uint256 i = 0; i < _handler.customerCount(); ++i) {
            bytes32 customer = _handler.customers(i);
            require(_registry.transferOffer(customer) == _handler.chainOf(customer).offeredTo, "offer");
        }
    }

    /// @dev That what was anchored does settle, whatever came after, is in `invariant_whoMayWriteWrites`.
    function invariant_aBatchedEntryNeverReplacesAStoredOne() public view {
        require(_handler.overtakenAccepted() == 0, "overtaken");
    }

    function invariant_erasedNeverRevives() public view {
        uint256 erased = 0;
        for (uint256 i = 0; i < _handler.customerCount(); ++i) {
            bytes32 customer = _handler.customers(i);
            bytes32 head = _handler.erasedHeads(customer);
            if (head == 0) continue;
            ++erased;
            require(_registry.headOf(customer) == head, "revived");
            require(_registry.transferOffer(customer) == address(0), "offered");
        }
        require(erased == _handler.erasures(), "erased twice");
    }

    /// @dev Whoever holds none of the four grants that cover a customer and a kind now, by the model's clock, is told so.
    function invariant_anEndedOrRevokedGrantCountsForNothing() public view {
        for (uint256 i = 0; i < 2; ++i) {
            address steward = _handler.organisation(i);
            for (uint256 j = 0; j < 2; ++j) {
                address grantee = _handler.grantee(j);
                for (uint256 k = 0; k < 9; ++k) {
                    bytes32 customer = _handler.sharedCustomer(k / 3);
                    uint16 scope = _handler.scope(k);
                    bool held = _registry.hasGrant(steward, customer, grantee, scope);
                    require(held == _handler.hasGrantInModel(steward, customer, grantee, scope), "grant");
                }
            }
        }
    }

    function invariant_onlyTheAcceptedSubjectSpeaks() public view {
        require(_handler.subjectWronglyAccepted() == 0, "accepted");
        require(_handler.subjectWronglyRefused() == 0, "refused");
        for (uint256 i = 0; i < _handler.customerCount(); ++i) {
            bytes32 customer = _handler.customers(i);
            SharingHandler.Naming memory naming = _handler.namingOf(customer);
            require(_registry.subjectOf(customer) == (naming.accepted ? naming.account : address(0)), "subject");
            require(_registry.namedSubjectOf(customer) == (naming.accepted ? address(0) : naming.account), "named");
        }
    }

    /// @dev Only consent is written without WRITER.
    function invariant_aSubjectWritesConsentOnly() public view {
        require(_handler.intruded() == 0, "intruded");
    }
}
