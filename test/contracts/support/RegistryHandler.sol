// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KontorRegistry} from "../../../contracts/KontorRegistry.sol";
import {Body, Content, Entry, Header, Predecessor} from "../../../contracts/types/Entry.sol";
import {ReferenceHash} from "./ReferenceHash.sol";
import {VM} from "./Vm.sol";

/// @dev Drives a registry at random and keeps a plain model of it beside: who holds which role until when, who is suspended,
/// what every customer's chain is. Before each call the model says whether it must succeed; a registry that thinks otherwise
/// has broken a rule, which is counted under the rule's name.
contract RegistryHandler {
    uint64 internal constant NO_END = type(uint64).max;
    uint256 internal constant ORGANISATIONS = 2;
    uint256 private constant MEMBERS = 3;

    struct Chain {
        Predecessor latest;
        Predecessor before;
        bytes32 head;
        uint64 length;
        address steward;
        address offeredTo;
        bool erased;
    }

    KontorRegistry public immutable REGISTRY;

    bytes32[] public customers;
    mapping(bytes32 customer => Chain chain) internal _chains;
    mapping(bytes32 role => mapping(address account => uint64 end)) private _ends;
    mapping(address organisation => bool) internal _suspended;
    mapping(address organisation => uint32 epoch) internal _epochs;
    bool internal _paused;
    uint256 internal _salts;

    /// @dev Calls that succeeded and must not have, and the other way round.
    uint256 public wronglyAccepted;
    uint256 public wronglyRefused;
    uint256 public staleAccepted;
    uint256 public councilEntered;
    /// @dev Calls that pause or suspension must not stop, and did.
    uint256 public wronglyStopped;

    constructor() {
        REGISTRY = new KontorRegistry(0, address(this));
        REGISTRY.grantRole(keccak256("PAUSER"), address(this));
        for (uint256 i = 0; i < ORGANISATIONS; ++i) {
            address steward = organisation(i);
            REGISTRY.registerOrganisation(steward, "Modelled");
            publishKey(uint8(i));
            grant(uint8(i), uint8(i), 0);
        }
    }

    function organisation(uint256 seed) public pure returns (address) {
        return address(uint160(0xA000 + (seed % ORGANISATIONS)));
    }

    function member(uint256 seed) public pure returns (address) {
        return address(uint160(0xB000 + (seed % MEMBERS)));
    }

    function chainOf(bytes32 customer) external view returns (Chain memory) {
        return _chains[customer];
    }

    function customerCount() external view returns (uint256) {
        return customers.length;
    }

    function suspendedInModel(address steward) external view returns (bool) {
        return _suspended[steward];
    }

    function pausedInModel() external view returns (bool) {
        return _paused;
    }

    function holdsInModel(string memory name, address steward, address account) public view returns (bool) {
        return block.timestamp < _ends[ReferenceHash.ofRole(name, steward)][account];
    }

    // Writes

    function appendFirst(uint8 organisationSeed, uint8 memberSeed, uint8 kind, uint8 epochSeed) public {
        address steward = organisation(organisationSeed);
        bytes32 salt = keccak256(abi.encode("salt", ++_salts));
        bytes32 customer = keccak256(abi.encode(steward, salt));
        _append(
            Predecessor(Header(customer, 0, steward), salt),
            salt,
            member(memberSeed),
            _content(steward, kind, epochSeed)
        );
    }

    function appendNext(uint8 customerSeed, uint8 memberSeed, uint8 kind, uint8 epochSeed) external {
        if (customers.length == 0) return;
        Chain storage chain = _chains[_customer(customerSeed)];
        _append(chain.latest, chain.head, member(memberSeed), _content(chain.steward, kind, epochSeed));
    }

    /// @dev The one before the newest entry, or the origin of a customer who exists: by whomever, never accepted.
    function appendStale(uint8 customerSeed, uint8 memberSeed) external {
        if (customers.length == 0) return;
        Chain storage chain = _chains[_customer(customerSeed)];
        Content memory content = _content(chain.before.header.steward, 1, 0);
        VM.prank(member(memberSeed));
        try REGISTRY.append(chain.before, content) {
            ++staleAccepted;
        } catch {}
    }

    // Transfers

    function offer(uint8 customerSeed, uint8 organisationSeed, uint8 toSeed) external {
        if (customers.length == 0) return;
        Chain storage chain = _chains[_customer(customerSeed)];
        address from = organisation(organisationSeed);
        // One in three withdraws.
        address to = toSeed % 3 == 0 ? address(0) : organisation(toSeed);
        bool expected =
            !chain.erased &&
                from == chain.steward &&
                (to == address(0) || (!_paused && !_suspended[from] && to != from && !_suspended[to]));
        VM.prank(from);
        try REGISTRY.offerTransfer(chain.latest, to) {
            _count(true, expected);
            chain.offeredTo = to;
        } catch {
            if (to == address(0) && expected) ++wronglyStopped;
            _count(false, expected);
        }
    }

    function accept(uint8 customerSeed, uint8 memberSeed, uint8 toSeed) external {
        if (customers.length == 0) return;
        Chain storage chain = _chains[_customer(customerSeed)];
        address to = organisation(toSeed);
        address author = member(memberSeed);
        Content memory content = _content(to, 7, 0);
        content.kind = 7;
        bool expected = chain.offeredTo == to && !_suspended[chain.steward] && _mayWrite(to, author, content.keyEpoch);
        bytes32 previous = chain.head;
        VM.prank(author);
        try REGISTRY.acceptTransfer(chain.latest, content, to) returns (bytes32 head) {
            _count(true, expected);
            _record(chain.latest, previous, to, author, content, head);
        } catch {
            _count(false, expected);
        }
    }

    // Roles and time

    function grant(uint8 organisationSeed, uint8 memberSeed, uint16 duration) public {
        address steward = organisation(organisationSeed);
        bytes32 role = ReferenceHash.ofRole("WRITER", steward);
        uint64 end = duration == 0 ? NO_END : uint64(block.timestamp) + duration;
        VM.prank(steward);
        try REGISTRY.grantRoleUntil(role, member(memberSeed), end) {
            _ends[role][member(memberSeed)] = end;
        } catch {
            ++wronglyStopped;
        }
    }

    function revoke(uint8 organisationSeed, uint8 memberSeed) external {
        address steward = organisation(organisationSeed);
        bytes32 role = ReferenceHash.ofRole("WRITER", steward);
        VM.prank(steward);
        try REGISTRY.revokeRole(role, member(memberSeed)) {
            _ends[role][member(memberSeed)] = 0;
        } catch {
            ++wronglyStopped;
        }
    }

    function renounce(uint8 organisationSeed, uint8 memberSeed) external {
        bytes32 role = ReferenceHash.ofRole("WRITER", organisation(organisationSeed));
        VM.prank(member(memberSeed));
        try REGISTRY.renounceRole(role, member(memberSeed)) {
            _ends[role][member(memberSeed)] = 0;
        } catch {
            ++wronglyStopped;
        }
    }

    function pass(uint16 time) external {
        VM.warp(block.timestamp + time);
    }

    // Keys

    function publishKey(uint8 organisationSeed) public {
        address steward = organisation(organisationSeed);
        bytes memory key = new bytes(1216);
        key[0] = 0x01;
        VM.prank(steward);
        try REGISTRY.publishKey(steward, 1, key) {
            ++_epochs[steward];
        } catch {
            ++wronglyStopped;
        }
    }

    // Consortium; this contract is the council and a PAUSER

    function setPaused(bool paused) external {
        bool expected = paused != _paused;
        bool success;
        if (paused) {
            try REGISTRY.pause() {
                success = true;
            } catch {}
        } else {
            try REGISTRY.unpause() {
                success = true;
            } catch {}
        }
        _count(success, expected);
        if (success) _paused = paused;
    }

    function setSuspended(uint8 organisationSeed, bool suspended) external {
        address steward = organisation(organisationSeed);
        bool expected = suspended != _suspended[steward];
        bool success;
        if (suspended) {
            try REGISTRY.suspendOrganisation(steward) {
                success = true;
            } catch {}
        } else {
            try REGISTRY.reinstateOrganisation(steward) {
                success = true;
            } catch {}
        }
        _count(success, expected);
        if (success) _suspended[steward] = suspended;
    }

    /// @dev The council tries to give itself, or a member, a role in an organisation, registered or to be.
    function intrude(uint160 organisationSeed, uint8 roleSeed, uint8 memberSeed) external {
        string[5] memory names = ["ORGANISATION", "KEEPER", "WRITER", "READER", "COMPLIANCE"];
        address target = organisationSeed % 2 == 0 ? organisation(organisationSeed) : address(organisationSeed);
        address account = roleSeed % 2 == 0 ? address(this) : member(memberSeed);
        try REGISTRY.grantRole(ReferenceHash.ofRole(names[roleSeed % 5], target), account) {
            ++councilEntered;
        } catch {}
    }

    function _append(Predecessor memory predecessor, bytes32 previous, address author, Content memory content) private {
        address steward = predecessor.header.steward;
        bool expected =
            !_chains[predecessor.header.customer].erased &&
                content.kind >= 1 &&
                content.kind <= 6 &&
                _mayWrite(steward, author, content.keyEpoch);
        VM.prank(author);
        try REGISTRY.append(predecessor, content) returns (bytes32 head) {
            _count(true, expected);
            _record(predecessor, previous, steward, author, content, head);
        } catch {
            _count(false, expected);
        }
    }

    function _record(
        Predecessor memory predecessor,
        bytes32 previous,
        address steward,
        address author,
        Content memory content,
        bytes32 head
    ) internal {
        bytes32 customer = predecessor.header.customer;
        Chain storage chain = _chains[customer];
        if (chain.length == 0) customers.push(customer);
        // The model counts entries by itself: a sequence that skips or falls back gives another hash.
        uint64 length = ++chain.length;
        Entry memory entry = Entry(
            Header(customer, length, steward),
            Body(previous, author, content.kind, content.keyEpoch, content.commitment, content.payloadDigest)
        );
        require(ReferenceHash.ofEntry(entry) == head, "returned head");
        chain.before = predecessor;
        chain.latest = Predecessor(entry.header, ReferenceHash.ofBody(entry.body));
        chain.head = head;
        chain.steward = steward;
        chain.offeredTo = address(0);
    }

    function _mayWrite(address steward, address author, uint32 keyEpoch) internal view returns (bool) {
        return
            !_paused && !_suspended[steward] && holdsInModel("WRITER", steward, author) && keyEpoch == _epochs[steward];
    }

    function _count(bool success, bool expected) internal {
        if (success && !expected) ++wronglyAccepted;
        if (!success && expected) ++wronglyRefused;
    }

    function _customer(uint8 seed) internal view returns (bytes32) {
        return customers[seed % customers.length];
    }

    /// @dev Mostly acceptable: one kind in eight is none of content's, one epoch in four is not the current one.
    function _content(address steward, uint8 kind, uint8 epochSeed) internal view returns (Content memory) {
        uint32 epoch = _epochs[steward];
        if (epochSeed % 4 == 3) epoch = epochSeed % 8 == 3 ? epoch - 1 : epoch + 1;
        bytes32 fresh = keccak256(abi.encode(_salts, customers.length, kind, epochSeed, block.timestamp));
        return Content(kind % 8, epoch, fresh, keccak256(abi.encode(fresh)));
    }
}
