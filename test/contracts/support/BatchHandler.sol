// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Body, Content, Entry, Header, Predecessor, Settlement} from "../../../contracts/types/Entry.sol";
import {ReferenceHash} from "./ReferenceHash.sol";
import {SharingHandler} from "./SharingHandler.sol";
import {VM} from "./Vm.sol";

/// @dev The sharing handler, and with it batches of two entries that follow each other. The model keeps every entry that was in
/// an anchored batch, with whether its batch was of the right steward and epoch, and says of each settling whether it must succeed.
contract BatchHandler is SharingHandler {
    struct Batched {
        Settlement settlement;
        bytes32 previous;
        /// @dev The batch is of the entry's steward, author and key epoch, and the kind is one of content.
        bool sound;
    }

    Batched[] private _batched;

    uint256 public settled;
    /// @dev Entries that settled though the customer's chain had gone on, or had ended.
    uint256 public overtakenAccepted;

    /// @dev Begins with an entry that waits to be settled.
    constructor() {
        anchorBatch(0, 0, 0, 1, 0);
    }

    /// @dev The next entry of a customer, or one in three times a first one, and the one after it.
    function anchorBatch(
        uint8 organisationSeed,
        uint8 memberSeed,
        uint8 customerSeed,
        uint8 kind,
        uint8 epochSeed
    ) public {
        address steward = organisation(organisationSeed);
        address author = member(memberSeed);
        Content memory content = _content(steward, kind, epochSeed);
        bool fresh = customerSeed % 3 == 0 || customers.length == 0;
        (Predecessor memory predecessor, bytes32 previous) = fresh ? _origin(steward) : _latest(customerSeed);
        Entry memory first = _entry(predecessor, previous, author, content);
        bytes32 firstHead = ReferenceHash.ofEntry(first);
        Predecessor memory between = Predecessor(first.header, ReferenceHash.ofBody(first.body));
        bytes32 secondHead = ReferenceHash.ofEntry(_entry(between, firstHead, author, content));

        bool expected = _mayWrite(steward, author, content.keyEpoch);
        VM.prank(author);
        try REGISTRY.anchorBatch(steward, content.keyEpoch, _rootOf(firstHead, secondHead), 2) {
            _count(true, expected);
            bool sound = predecessor.header.steward == steward && content.kind >= 1 && content.kind <= 6;
            _keep(Settlement(predecessor, content, author, _only(_leafOf(secondHead))), previous, sound);
            _keep(Settlement(between, content, author, _only(_leafOf(firstHead))), firstHead, sound);
        } catch {
            _count(false, expected);
        }
    }

    /// @dev Whatever has happened since to roles, keys, the pause and suspensions: only the customer's chain counts.
    function settle(uint8 seed) external {
        if (_batched.length == 0) return;
        Batched storage batched = _batched[seed % _batched.length];
        Settlement memory settlement = batched.settlement;
        Chain storage chain = _chains[settlement.predecessor.header.customer];
        bool follows = chain.length == settlement.predecessor.header.sequence;
        if (chain.length != 0) follows = follows && chain.head == batched.previous && !chain.erased;
        try REGISTRY.settle(settlement) returns (bytes32 head) {
            _count(true, batched.sound && follows);
            if (!follows) ++overtakenAccepted;
            ++settled;
            address steward = settlement.predecessor.header.steward;
            _record(settlement.predecessor, batched.previous, steward, settlement.author, settlement.content, head);
        } catch {
            _count(false, batched.sound && follows);
        }
    }

    function _keep(Settlement memory settlement, bytes32 previous, bool sound) private {
        Batched storage batched = _batched.push();
        batched.settlement = settlement;
        batched.previous = previous;
        batched.sound = sound;
    }

    function _origin(address steward) private returns (Predecessor memory predecessor, bytes32 salt) {
        salt = keccak256(abi.encode("salt", ++_salts));
        return (Predecessor(Header(keccak256(abi.encode(steward, salt)), 0, steward), salt), salt);
    }

    function _latest(uint8 customerSeed) private view returns (Predecessor memory predecessor, bytes32 previous) {
        Chain storage chain = _chains[_customer(customerSeed)];
        return (chain.latest, chain.head);
    }

    function _entry(
        Predecessor memory predecessor,
        bytes32 previous,
        address author,
        Content memory content
    ) private pure returns (Entry memory) {
        Header memory before = predecessor.header;
        return
            Entry(
                Header(before.customer, before.sequence + 1, before.steward),
                Body(previous, author, content.kind, content.keyEpoch, content.commitment, content.payloadDigest)
            );
    }

    function _rootOf(bytes32 firstHead, bytes32 secondHead) private pure returns (bytes32) {
        (bytes32 one, bytes32 other) = (_leafOf(firstHead), _leafOf(secondHead));
        return one < other ? keccak256(abi.encode(one, other)) : keccak256(abi.encode(other, one));
    }

    function _leafOf(bytes32 head) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(abi.encode(head))));
    }
}
