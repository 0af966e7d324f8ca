// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {IAnchors} from "../interfaces/IAnchors.sol";

/// @dev The latest anchor of every sender and topic; older ones are in the events.
abstract contract Anchors is Context, IAnchors {
    struct Anchor {
        uint64 size;
        bytes32 root;
    }

    mapping(address sender => mapping(bytes32 topic => Anchor latest)) private _anchors;

    /// @inheritdoc IAnchors
    function anchor(bytes32 topic, uint64 size, bytes32 root) external {
        address sender = _msgSender();
        Anchor storage latest = _anchors[sender][topic];
        if (size <= latest.size) revert AnchorNotGrowing(sender, topic, latest.size, size);
        latest.size = size;
        latest.root = root;
        emit Anchored(sender, topic, size, root);
    }

    /// @inheritdoc IAnchors
    function anchorOf(address sender, bytes32 topic) external view returns (uint64 size, bytes32 root) {
        Anchor storage latest = _anchors[sender][topic];
        return (latest.size, latest.root);
    }
}
