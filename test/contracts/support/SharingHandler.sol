// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Body, Content, Entry, Header, Predecessor} from "../../../contracts/types/Entry.sol";
import {ReferenceHash} from "./ReferenceHash.sol";
import {RegistryHandler} from "./RegistryHandler.sol";
import {VM} from "./Vm.sol";

/// @dev The registry's handler, and with it grants, subjects and erasure, each in the model too.
contract SharingHandler is RegistryHandler {
    uint256 private constant GRANTEES = 2;
    uint256 private constant SUBJECTS = 2;

    struct Naming {
        address account;
        bool accepted;
    }

    mapping(bytes32 role => mapping(address grantee => uint64 end)) private _grantEnds;
    mapping(bytes32 customer => Naming naming) private _namings;
    mapping(bytes32 customer => bytes32 head) public erasedHeads;

    /// @dev Calls of a subject, or of one who says so, that succeeded and must not have, and the other way round.
    uint256 public subjectWronglyAccepted;
    uint256 public subjectWronglyRefused;
    /// @dev Entries that an account without WRITER wrote and that are no consent.
    uint256 public intruded;
    uint256 public erasures;

    /// @dev Begins with a customer who has a subject: by chance alone few would have one, and fewer would still be there to speak.
    constructor() {
        appendFirst(0, 0, 1, 0);
        name(0, 1, 1);
        acceptName(0, 1);
    }

    function grantee(uint256 seed) public pure returns (address) {
        return address(uint160(0xC000 + (seed % GRANTEES)));
    }

    function subject(uint256 seed) public pure returns (address) {
        return address(uint160(0xD000 + (seed % SUBJECTS)));
    }

    /// @dev All kinds, profile or consent.
    function scope(uint256 seed) public pure returns (uint16) {
        return [uint16(0), 1, 4][seed % 3];
    }

    /// @dev One of the first two customers, or 0 for all.
    function sharedCustomer(uint256 seed) public view returns (bytes32) {
        uint256 index = seed % 3;
        return index < customers.length && index < 2 ? customers[index] : bytes32(0);
    }

    function hasGrantInModel(
        address steward,
        bytes32 customer,
        address account,
        uint16 asked
    ) external view returns (bool) {
        return
            _heldInModel(steward, customer, account, asked) ||
            _heldInModel(steward, customer, account, 0) ||
            _heldInModel(steward, 0, account, asked) ||
            _heldInModel(steward, 0, account, 0);
    }

    function namingOf(bytes32 customer) external view returns (Naming memory) {
        return _namings[customer];
    }

    // Grants

    function share(
        uint8 organisationSeed,
        uint8 customerSeed,
        uint8 granteeSeed,
        uint8 scopeSeed,
        uint16 duration
    ) external {
        address steward = organisation(organisationSeed);
        address account = grantee(granteeSeed);
        (bytes32 customer, uint16 granted) = (sharedCustomer(customerSeed), scope(scopeSeed));
        uint64 end = duration % 4 == 0 ? NO_END : uint64(block.timestamp) + duration;
        VM.prank(steward);
        try REGISTRY.grant(steward, _only(customer), account, granted, end) {
            _count(true, !_paused && !_suspended[steward]);
            _grantEnds[_grantRole(steward, customer, granted)][account] = end;
        } catch {
            _count(false, !_paused && !_suspended[steward]);
        }
    }

    function unshare(uint8 organisationSeed, uint8 customerSeed, uint8 granteeSeed, uint8 scopeSeed) external {
        address steward = organisation(organisationSeed);
        address account = grantee(granteeSeed);
        (bytes32 customer, uint16 granted) = (sharedCustomer(customerSeed), scope(scopeSeed));
        VM.prank(steward);
        try REGISTRY.revoke(steward, _only(customer), account, granted) {
            _grantEnds[_grantRole(steward, customer, granted)][account] = 0;
        } catch {
            ++wronglyStopped;
        }
    }

    function dropGrant(uint8 organisationSeed, uint8 customerSeed, uint8 granteeSeed, uint8 scopeSeed) external {
        bytes32 role = _grantRole(organisation(organisationSeed), sharedCustomer(customerSeed), scope(scopeSeed));
        VM.prank(grantee(granteeSeed));
        try REGISTRY.renounceRole(role, grantee(granteeSeed)) {
            _grantEnds[role][grantee(granteeSeed)] = 0;
        } catch {
            ++wronglyStopped;
        }
    }

    /// @dev The council, which this contract is, or a member or grantee tries to share somebody else's customers.
    function intrudeByGrant(uint8 organisationSeed, uint8 callerSeed, uint8 scopeSeed) external {
        address steward = organisation(organisationSeed);
        address[4] memory callers = [
            address(this),
            member(callerSeed),
            grantee(callerSeed),
            organisation(uint256(organisationSeed) + 1)
        ];
        address caller = callers[callerSeed % 4];
        VM.prank(caller);
        try REGISTRY.grant(steward, _only(0), grantee(callerSeed), scope(scopeSeed), NO_END) {
            ++councilEntered;
        } catch {}
        VM.prank(caller);
        try REGISTRY.grantRole(_grantRole(steward, 0, scope(scopeSeed)), caller) {
            ++councilEntered;
        } catch {}
    }

    // Subjects

    function name(uint8 customerSeed, uint8 memberSeed, uint8 subjectSeed) public {
        if (customers.length == 0) return;
        bytes32 customer = _customer(customerSeed);
        Chain storage chain = _chains[customer];
        // Mostly the member who was made a WRITER of the steward at first.
        address author = member(memberSeed % 4 == 0 ? memberSeed / 4 : uint160(chain.steward) - 0xA000);
        // One in four withdraws.
        address named = subjectSeed % 4 == 0 ? address(0) : subject(subjectSeed);
        bool mayAtAll = !chain.erased && holdsInModel("WRITER", chain.steward, author);
        bool expected = mayAtAll && (named == address(0) || (!_paused && !_suspended[chain.steward]));
        VM.prank(author);
        try REGISTRY.nameSubject(chain.latest, named) {
            _count(true, expected);
            _namings[customer] = Naming(named, false);
        } catch {
            if (named == address(0) && expected) ++wronglyStopped;
            _count(false, expected);
        }
    }

    function acceptName(uint8 customerSeed, uint8 subjectSeed) public {
        if (customers.length == 0) return;
        bytes32 customer = _customer(customerSeed);
        Naming storage naming = _namings[customer];
        address account = _speaker(customer, subjectSeed);
        bool expected = !_paused && naming.account == account && account != address(0) && !naming.accepted;
        VM.prank(account);
        try REGISTRY.acceptSubject(customer) {
            _countSubject(true, expected);
            naming.accepted = true;
        } catch {
            _countSubject(false, expected);
        }
    }

    function leaveSubject(uint8 customerSeed, uint8 subjectSeed) external {
        if (customers.length == 0) return;
        bytes32 customer = _customer(customerSeed);
        address account = _speaker(customer, subjectSeed);
        bool expected = _isSubjectInModel(customer, account);
        VM.prank(account);
        try REGISTRY.leaveSubject(customer) {
            _countSubject(true, expected);
            delete _namings[customer];
        } catch {
            _countSubject(false, expected);
        }
    }

    function speak(uint8 customerSeed, uint8 subjectSeed) external {
        if (customers.length == 0) return;
        bytes32 customer = _customer(customerSeed);
        address account = _speaker(customer, subjectSeed);
        bool expected = _isSubjectInModel(customer, account);
        VM.prank(account);
        try REGISTRY.countersign(customer, _chains[customer].head) {
            _countSubject(true, expected);
        } catch {
            _countSubject(false, expected);
        }
        VM.prank(account);
        try REGISTRY.requestErasure(customer) {
            _countSubject(true, expected);
        } catch {
            _countSubject(false, expected);
        }
    }

    /// @dev A subject, or one who is none, writes: consent half of the time.
    function appendAsSubject(uint8 customerSeed, uint8 subjectSeed, uint8 kind, uint8 epochSeed) external {
        if (customers.length == 0) return;
        bytes32 customer = _customer(customerSeed);
        Chain storage chain = _chains[customer];
        address author = _speaker(customer, subjectSeed);
        Content memory content = _content(chain.steward, kind % 2 == 0 ? 4 : kind, epochSeed);
        bool expected =
            content.kind == 4 &&
                _isSubjectInModel(customer, author) &&
                !chain.erased &&
                !_paused &&
                !_suspended[chain.steward] &&
                content.keyEpoch == _epochs[chain.steward];
        bytes32 previous = chain.head;
        VM.prank(author);
        try REGISTRY.append(chain.latest, content) returns (bytes32 head) {
            _countSubject(true, expected);
            if (content.kind != 4) ++intruded;
            _record(chain.latest, previous, chain.steward, author, content, head);
        } catch {
            _countSubject(false, expected);
        }
    }

    // Erasure

    /// @dev One call in two is not the steward's, so that chains live long enough to be written.
    function erase(uint8 customerSeed, uint8 callerSeed) external {
        if (customers.length == 0) return;
        bytes32 customer = _customer(customerSeed);
        Chain storage chain = _chains[customer];
        address caller = callerSeed % 2 == 0 ? organisation(callerSeed / 2) : subject(callerSeed / 2);
        bool expected = caller == chain.steward && !chain.erased;
        bytes32 previous = chain.head;
        VM.prank(caller);
        try REGISTRY.erase(chain.latest) {
            _count(true, expected);
            Content memory content = Content(9, _epochs[chain.steward], 0, 0);
            Entry memory entry = Entry(
                Header(customer, chain.length + 1, chain.steward),
                Body(previous, caller, 9, content.keyEpoch, 0, 0)
            );
            _record(chain.latest, previous, chain.steward, caller, content, ReferenceHash.ofEntry(entry));
            chain.erased = true;
            chain.head = ReferenceHash.ofErased(chain.head);
            erasedHeads[customer] = chain.head;
            ++erasures;
        } catch {
            if (expected) ++wronglyStopped;
            _count(false, expected);
        }
    }

    /// @dev The entry before the erasure, the erasure, or the stored value in the place of its body: by whomever may write.
    function revive(uint8 customerSeed, uint8 memberSeed, uint8 way) external {
        if (customers.length == 0) return;
        Chain storage chain = _chains[_customer(customerSeed)];
        if (!chain.erased) return;
        Predecessor memory predecessor = way % 3 == 0 ? chain.before : chain.latest;
        if (way % 3 == 2) predecessor.bodyHash = chain.head;
        VM.prank(member(memberSeed));
        try REGISTRY.append(predecessor, Content(1, _epochs[chain.steward], chain.head, chain.head)) {
            ++staleAccepted;
        } catch {}
        VM.prank(chain.steward);
        try REGISTRY.erase(predecessor) {
            ++staleAccepted;
        } catch {}
    }

    /// @dev Three times in four who was named, accepted or not: by chance alone a subject would hardly ever speak.
    function _speaker(bytes32 customer, uint8 seed) private view returns (address) {
        address named = _namings[customer].account;
        return seed % 4 == 0 || named == address(0) ? subject(seed / 4) : named;
    }

    function _isSubjectInModel(bytes32 customer, address account) private view returns (bool) {
        return _namings[customer].accepted && _namings[customer].account == account;
    }

    function _heldInModel(address steward, bytes32 customer, address account, uint16 held) private view returns (bool) {
        return block.timestamp < _grantEnds[_grantRole(steward, customer, held)][account];
    }

    function _countSubject(bool success, bool expected) private {
        if (success && !expected) ++subjectWronglyAccepted;
        if (!success && expected) ++subjectWronglyRefused;
    }

    function _grantRole(address steward, bytes32 customer, uint16 held) private pure returns (bytes32) {
        return ReferenceHash.ofGrant(steward, customer, held);
    }

    function _only(bytes32 customer) internal pure returns (bytes32[] memory only) {
        only = new bytes32[](1);
        only[0] = customer;
    }
}
