// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {KontorRegistry} from "../../contracts/KontorRegistry.sol";
import {IEntries} from "../../contracts/interfaces/IEntries.sol";
import {IGrants} from "../../contracts/interfaces/IGrants.sol";
import {ISubjects} from "../../contracts/interfaces/ISubjects.sol";
import {ITimedAccessControl} from "../../contracts/interfaces/ITimedAccessControl.sol";
import {Body, Content, Entry, Header, Predecessor} from "../../contracts/types/Entry.sol";
import {ReferenceHash} from "./support/ReferenceHash.sol";
import {VM} from "./support/Vm.sol";

/// @dev Properties of grants, subjects and erasure over any input.
contract SharingFuzzTest {
    address private constant STEWARD = address(0xACE);
    address private constant WRITER = address(0xB0B);
    address private constant SUBJECT = address(0x5B);
    uint64 private constant NO_END = type(uint64).max;
    bytes32 private constant SALT = keccak256("salt");

    KontorRegistry private _registry;
    bytes32 private _writerRole;
    bytes32 private _keeperRole;
    bytes32 private _customer;
    Predecessor private _latest;
    bytes32 private _head;

    /// @dev This contract is the council. The customer has one entry and an accepted subject.
    function setUp() public {
        _registry = new KontorRegistry(0, address(this));
        _registry.registerOrganisation(STEWARD, "Fuzzed");
        _writerRole = ReferenceHash.ofRole("WRITER", STEWARD);
        _keeperRole = ReferenceHash.ofRole("KEEPER", STEWARD);
        VM.prank(STEWARD);
        _registry.grantRole(_writerRole, WRITER);
        bytes memory key = new bytes(1216);
        key[0] = 0x01;
        VM.prank(STEWARD);
        _registry.publishKey(STEWARD, 1, key);

        _customer = keccak256(abi.encode(STEWARD, SALT));
        bytes32 content = keccak256("content");
        VM.prank(WRITER);
        _head = _registry.append(Predecessor(Header(_customer, 0, STEWARD), SALT), Content(1, 1, content, content));
        Body memory body = Body(SALT, WRITER, 1, 1, content, content);
        _latest = Predecessor(Header(_customer, 1, STEWARD), ReferenceHash.ofBody(body));
        VM.prank(WRITER);
        _registry.nameSubject(_latest, SUBJECT);
        VM.prank(SUBJECT);
        _registry.acceptSubject(_customer);
    }

    function testFuzz_aGrantCoversItsCustomerAndScopeAlone(
        bytes32 customer,
        uint16 scope,
        bytes32 askedCustomer,
        uint16 askedScope,
        address grantee,
        address asking,
        uint8 alike
    ) public {
        VM.assume(grantee != address(0) && grantee != STEWARD);
        scope %= 7;
        // By chance alone nothing would ever be asked that was granted.
        if (alike & 1 != 0) customer = 0;
        if (alike & 2 != 0) askedCustomer = customer;
        if (alike & 4 != 0) askedScope = scope;
        if (alike & 8 != 0) asking = grantee;
        VM.prank(STEWARD);
        _registry.grant(STEWARD, _only(customer), grantee, scope, NO_END);
        require(_registry.hasGrant(STEWARD, customer, grantee, scope), "granted");
        bool covered =
            asking == grantee && (customer == 0 || customer == askedCustomer) && (scope == 0 || scope == askedScope);
        require(_registry.hasGrant(STEWARD, askedCustomer, asking, askedScope) == covered, "covered");
        require(!_registry.hasGrant(asking, askedCustomer, grantee, askedScope) || asking == STEWARD, "steward");
        require(_registry.hasRole(ReferenceHash.ofGrant(STEWARD, customer, scope), grantee), "role");

        VM.prank(STEWARD);
        _registry.revoke(STEWARD, _only(customer), grantee, scope);
        require(!_registry.hasGrant(STEWARD, customer, grantee, scope), "revoked");
    }

    function testFuzz_aGrantIsHeldBeforeItsEndOnly(
        uint64 granted,
        uint64 until,
        uint64 asked,
        bytes32 customer
    ) public {
        VM.assume(granted != type(uint64).max);
        VM.warp(granted);
        VM.prank(STEWARD);
        if (until <= granted) {
            VM.expectRevert(abi.encodeWithSelector(ITimedAccessControl.RoleEndInPast.selector, until, granted));
            _registry.grant(STEWARD, _only(customer), SUBJECT, 0, until);
            return;
        }
        _registry.grant(STEWARD, _only(customer), SUBJECT, 0, until);
        VM.assume(asked >= granted);
        VM.warp(asked);
        require(_registry.hasGrant(STEWARD, customer, SUBJECT, 1) == (asked < until), "held");
    }

    function testFuzz_nobodyButTheKeeperGrantsAndRevokes(address account, bytes32 customer, uint16 scope) public {
        VM.assume(account != STEWARD);
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector,
            account,
            _keeperRole
        );
        VM.prank(account);
        VM.expectRevert(refusal);
        _registry.grant(STEWARD, _only(customer), account, scope, NO_END);
        VM.prank(account);
        VM.expectRevert(refusal);
        _registry.revoke(STEWARD, _only(customer), account, scope);
    }

    function testFuzz_otherScopesAreRefused(uint16 scope, bytes32 customer) public {
        VM.assume(scope > 6);
        VM.prank(STEWARD);
        VM.expectRevert(abi.encodeWithSelector(IGrants.InvalidScope.selector, scope));
        _registry.grant(STEWARD, _only(customer), SUBJECT, scope, NO_END);
    }

    function testFuzz_nobodyButTheSubjectSpeaks(address account, bytes32 head) public {
        VM.assume(account != SUBJECT);
        bytes memory refusal = abi.encodeWithSelector(ISubjects.NotSubject.selector, _customer, account);
        VM.prank(account);
        VM.expectRevert(refusal);
        _registry.countersign(_customer, head);
        VM.prank(account);
        VM.expectRevert(refusal);
        _registry.requestErasure(_customer);
        VM.prank(account);
        VM.expectRevert(refusal);
        _registry.leaveSubject(_customer);
        VM.prank(account);
        VM.expectRevert(abi.encodeWithSelector(ISubjects.NotNamedSubject.selector, _customer, account));
        _registry.acceptSubject(_customer);
    }

    function testFuzz_theSubjectWritesConsentAlone(Content memory content) public {
        content.keyEpoch = 1;
        if (content.commitment == 0) content.commitment = SALT;
        if (content.payloadDigest == 0) content.payloadDigest = SALT;
        if (content.kind != 4) {
            VM.prank(SUBJECT);
            VM.expectRevert(
                abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, SUBJECT, _writerRole)
            );
            _registry.append(_latest, content);
            content.kind = 4;
        }
        Entry memory entry = Entry(
            Header(_customer, 2, STEWARD),
            Body(_head, SUBJECT, 4, 1, content.commitment, content.payloadDigest)
        );
        VM.prank(SUBJECT);
        require(_registry.append(_latest, content) == ReferenceHash.ofEntry(entry), "head");
    }

    function testFuzz_nobodyButTheStewardErases(address account) public {
        VM.assume(account != STEWARD);
        VM.prank(account);
        VM.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, _keeperRole)
        );
        _registry.erase(_latest);
    }

    function testFuzz_noPredecessorFollowsAnErasure(Predecessor memory forged, Content memory content) public {
        VM.prank(STEWARD);
        _registry.erase(_latest);
        Entry memory erasure = Entry(Header(_customer, 2, STEWARD), Body(_head, STEWARD, 9, 1, 0, 0));
        bytes32 stored = ReferenceHash.ofErased(ReferenceHash.ofEntry(erasure));
        require(_registry.headOf(_customer) == stored, "stored");

        forged.header.customer = _customer;
        forged.header.steward = STEWARD;
        content.kind = 1;
        content.keyEpoch = 1;
        if (content.commitment == 0) content.commitment = SALT;
        if (content.payloadDigest == 0) content.payloadDigest = SALT;
        _expectNoWrite(Predecessor(erasure.header, ReferenceHash.ofBody(erasure.body)), content);
        _expectNoWrite(Predecessor(erasure.header, stored), content);
        _expectNoWrite(Predecessor(Header(_customer, 0, STEWARD), SALT), content);
        if (forged.header.sequence != 0) _expectNoWrite(forged, content);
        require(_registry.headOf(_customer) == stored, "revived");
    }

    function _expectNoWrite(Predecessor memory predecessor, Content memory content) private {
        VM.prank(WRITER);
        try _registry.append(predecessor, content) {
            revert("appended");
        } catch (bytes memory reason) {
            require(bytes4(reason) == IEntries.StaleHead.selector, "append");
        }
        VM.prank(STEWARD);
        try _registry.erase(predecessor) {
            revert("erased");
        } catch (bytes memory reason) {
            require(bytes4(reason) == IEntries.StaleHead.selector, "erase");
        }
    }

    function _only(bytes32 customer) private pure returns (bytes32[] memory only) {
        only = new bytes32[](1);
        only[0] = customer;
    }
}
