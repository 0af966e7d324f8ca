// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {KontorRegistry} from "../../contracts/KontorRegistry.sol";
import {IAnchors} from "../../contracts/interfaces/IAnchors.sol";
import {IEntries} from "../../contracts/interfaces/IEntries.sol";
import {IKeyDirectory} from "../../contracts/interfaces/IKeyDirectory.sol";
import {IOrganisations} from "../../contracts/interfaces/IOrganisations.sol";
import {ITimedAccessControl} from "../../contracts/interfaces/ITimedAccessControl.sol";
import {Body, Content, Entry, Header, Predecessor} from "../../contracts/types/Entry.sol";
import {ReferenceHash} from "./support/ReferenceHash.sol";
import {VM} from "./support/Vm.sol";

/// @dev Properties of the registry over any input.
contract RegistryFuzzTest {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    address private constant ORGANISATION = address(0xACE);
    address private constant WRITER = address(0xB0B);
    bytes32 private constant AUDITOR = keccak256("AUDITOR");

    KontorRegistry private _registry;
    bytes32 private _writerRole;

    /// @dev This contract is the council.
    function setUp() public {
        _registry = new KontorRegistry(0, address(this));
        _registry.registerOrganisation(ORGANISATION, "Fuzzed");
        _writerRole = ReferenceHash.ofRole("WRITER", ORGANISATION);
        VM.prank(ORGANISATION);
        _registry.grantRole(_writerRole, WRITER);
        bytes memory key = new bytes(1216);
        key[0] = 0x01;
        VM.prank(ORGANISATION);
        _registry.publishKey(ORGANISATION, 1, key);
    }

    function testFuzz_headsAreTheHashesOfTheEntries(bytes32 salt, Content[2] memory contents) public {
        Entry memory first = _entry(_origin(salt), salt, _valid(contents[0]));
        require(_append(_origin(salt), contents[0]) == ReferenceHash.ofEntry(first), "first head");
        require(_registry.headOf(first.header.customer) == ReferenceHash.ofEntry(first), "first stored");

        Predecessor memory predecessor = Predecessor(first.header, ReferenceHash.ofBody(first.body));
        Entry memory second = _entry(predecessor, ReferenceHash.ofEntry(first), _valid(contents[1]));
        require(second.header.sequence == 2, "sequence");
        require(_append(predecessor, contents[1]) == ReferenceHash.ofEntry(second), "second head");
        require(_registry.headOf(first.header.customer) == ReferenceHash.ofEntry(second), "second stored");
    }

    function testFuzz_aForgedPredecessorReverts(
        bytes32 salt,
        Content memory content,
        Predecessor memory forged
    ) public {
        bytes32 head = _append(_origin(salt), _valid(content));
        forged.header.customer = _origin(salt).header.customer;
        forged.header.steward = ORGANISATION;
        VM.assume(forged.header.sequence != 0);
        bytes32 given = keccak256(
            abi.encode(
                keccak256(
                    abi.encodePacked(
                        "Entry(Header header,Body body)",
                        ReferenceHash.BODY_TYPE,
                        ReferenceHash.HEADER_TYPE
                    )
                ),
                ReferenceHash.ofHeader(forged.header),
                forged.bodyHash
            )
        );
        VM.assume(given != head);
        VM.prank(WRITER);
        VM.expectRevert(abi.encodeWithSelector(IEntries.StaleHead.selector, forged.header.customer, head, given));
        _registry.append(forged, content);
    }

    function testFuzz_anIdFitsOneStewardAndSalt(bytes32 salt, bytes32 customer, Content memory content) public {
        Predecessor memory origin = _origin(salt);
        bytes32 expected = origin.header.customer;
        VM.assume(customer != expected);
        origin.header.customer = customer;
        VM.prank(WRITER);
        VM.expectRevert(abi.encodeWithSelector(IEntries.CustomerIdMismatch.selector, customer, expected));
        _registry.append(origin, _valid(content));
    }

    function testFuzz_nobodyButAWriterAppends(address account, bytes32 salt, Content memory content) public {
        VM.assume(account != WRITER);
        VM.prank(account);
        VM.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, _writerRole)
        );
        _registry.append(_origin(salt), _valid(content));
    }

    function testFuzz_otherKindsAreRefused(uint16 kind, bytes32 salt, Content memory content) public {
        VM.assume(kind == 0 || kind > 6);
        _valid(content).kind = kind;
        VM.prank(WRITER);
        VM.expectRevert(abi.encodeWithSelector(IEntries.UnknownKind.selector, kind));
        _registry.append(_origin(salt), content);
    }

    function testFuzz_otherEpochsAreRefused(uint32 keyEpoch, bytes32 salt, Content memory content) public {
        VM.assume(keyEpoch != 1);
        _valid(content).keyEpoch = keyEpoch;
        VM.prank(WRITER);
        VM.expectRevert(abi.encodeWithSelector(IEntries.StaleKeyEpoch.selector, ORGANISATION, keyEpoch, 1));
        _registry.append(_origin(salt), content);
    }

    function testFuzz_aSignatureCountsForItsEntryAlone(
        uint256 privateKey,
        uint256 deadline,
        bytes32 salt,
        Content memory content,
        bytes32 flip
    ) public {
        privateKey = 1 + (privateKey % (CURVE_ORDER - 1));
        VM.assume(deadline >= block.timestamp);
        address author = VM.addr(privateKey);
        VM.prank(ORGANISATION);
        _registry.grantRole(_writerRole, author);
        Entry memory entry = _entry(_origin(salt), salt, _valid(content));
        entry.body.author = author;
        bytes memory signature = _sign(privateKey, ReferenceHash.ofAppend(entry, deadline));

        if (flip != 0 && content.commitment ^ flip != 0) {
            content.commitment ^= flip;
            VM.expectRevert(abi.encodeWithSelector(IEntries.InvalidSignature.selector, author));
            _registry.appendBySignature(_origin(salt), content, author, deadline, signature);
            content.commitment ^= flip;
        }
        bytes32 head = _registry.appendBySignature(_origin(salt), content, author, deadline, signature);
        require(head == ReferenceHash.ofEntry(entry), "head");
    }

    function testFuzz_aPassedDeadlineIsRefused(
        uint64 time,
        uint64 deadline,
        bytes32 salt,
        Content memory content
    ) public {
        VM.assume(deadline < time);
        VM.warp(time);
        VM.expectRevert(abi.encodeWithSelector(IEntries.SignatureExpired.selector, deadline));
        _registry.appendBySignature(_origin(salt), content, WRITER, deadline, "");
    }

    function testFuzz_aRoleIsHeldBeforeItsEndOnly(uint64 granted, uint64 until, uint64 asked, address account) public {
        VM.assume(granted != type(uint64).max);
        VM.warp(granted);
        if (until <= granted) {
            VM.expectRevert(abi.encodeWithSelector(ITimedAccessControl.RoleEndInPast.selector, until, granted));
            _registry.grantRoleUntil(AUDITOR, account, until);
            return;
        }
        _registry.grantRoleUntil(AUDITOR, account, until);
        VM.assume(asked >= granted);
        VM.warp(asked);
        require(_registry.hasRole(AUDITOR, account) == (asked < until), "held");
        require(_registry.roleEnd(AUDITOR, account) == until, "end");
    }

    function testFuzz_theCouncilHoldsNoRoleItDoesNotAdminister(bytes32 role, address account) public {
        VM.assume(role != AUDITOR && role != keccak256("PAUSER") && role != 0);
        // The fuzzer finds the roles of the one organisation in the storage; every other role has nobody as its admin.
        bytes32 admin = _registry.getRoleAdmin(role);
        require(admin == bytes32(type(uint256).max) || _isRoleOfOrganisation(admin), "admin");
        VM.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, address(this), admin)
        );
        _registry.grantRole(role, account);
    }

    function testFuzz_anchorsGrow(bytes32 topic, uint64[8] memory sizes, bytes32 root) public {
        uint64 stored = 0;
        for (uint256 i = 0; i < sizes.length; ++i) {
            if (sizes[i] <= stored) {
                VM.expectRevert(
                    abi.encodeWithSelector(IAnchors.AnchorNotGrowing.selector, address(this), topic, stored, sizes[i])
                );
                _registry.anchor(topic, sizes[i], root);
            } else {
                _registry.anchor(topic, sizes[i], root);
                stored = sizes[i];
            }
            (uint64 size, ) = _registry.anchorOf(address(this), topic);
            require(size == stored, "size");
        }
    }

    function testFuzz_aKeyOfAnotherSuiteOrLengthIsRefused(uint8 suite, bytes memory key) public {
        VM.assume(suite != 1 || key.length != 1216);
        VM.expectRevert(
            suite == 1
                ? abi.encodeWithSelector(IKeyDirectory.InvalidKeyLength.selector, suite, key.length, 1216)
                : abi.encodeWithSelector(IKeyDirectory.UnknownSuite.selector, suite)
        );
        _registry.publishKey(address(this), suite, key);
    }

    function testFuzz_aNameHasOneTo64Bytes(string memory name, address organisation) public {
        VM.assume(organisation != address(0) && organisation != ORGANISATION);
        uint256 length = bytes(name).length;
        if (length == 0 || length > 64) {
            VM.expectRevert(abi.encodeWithSelector(IOrganisations.InvalidNameLength.selector, length));
            _registry.registerOrganisation(organisation, name);
        } else {
            _registry.registerOrganisation(organisation, name);
            require(_registry.isOrganisation(organisation), "registered");
        }
    }

    function _append(Predecessor memory predecessor, Content memory content) private returns (bytes32 head) {
        VM.prank(WRITER);
        return _registry.append(predecessor, content);
    }

    function _origin(bytes32 salt) private pure returns (Predecessor memory) {
        return Predecessor(Header(keccak256(abi.encode(ORGANISATION, salt)), 0, ORGANISATION), salt);
    }

    /// @dev Makes any content one that is accepted, in place.
    function _valid(Content memory content) private pure returns (Content memory) {
        content.kind = 1 + (content.kind % 6);
        content.keyEpoch = 1;
        if (content.commitment == 0) content.commitment = keccak256("commitment");
        if (content.payloadDigest == 0) content.payloadDigest = keccak256("payload");
        return content;
    }

    function _entry(
        Predecessor memory predecessor,
        bytes32 previous,
        Content memory content
    ) private pure returns (Entry memory) {
        Header memory header = predecessor.header;
        return
            Entry(
                Header(header.customer, header.sequence + 1, header.steward),
                Body(previous, WRITER, content.kind, content.keyEpoch, content.commitment, content.payloadDigest)
            );
    }

    function _sign(uint256 privateKey, bytes32 structHash) private view returns (bytes memory) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Kontor"),
                keccak256("1"),
                block.chainid,
                address(_registry)
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", separator, structHash));
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(privateKey, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Those that administer others: ORGANISATION and KEEPER.
    function _isRoleOfOrganisation(bytes32 role) private pure returns (bool) {
        return
            role == ReferenceHash.ofRole("ORGANISATION", ORGANISATION) ||
            role == ReferenceHash.ofRole("KEEPER", ORGANISATION);
    }
}
