// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KontorRegistry} from "../../contracts/KontorRegistry.sol";
import {RegistryHandler} from "./support/RegistryHandler.sol";

/// @dev What holds of a registry after any sequence of calls.
contract RegistryInvariantTest {
    RegistryHandler private _handler;
    KontorRegistry private _registry;

    function setUp() public {
        _handler = new RegistryHandler();
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
}
