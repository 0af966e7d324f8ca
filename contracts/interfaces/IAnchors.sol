// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Anchors
/// @notice Roots that are not a customer's (audit log, backup manifest, policy set): anyone anchors under their own address.
interface IAnchors {
    /// @notice A root was anchored and is now the latest of its sender and topic. Per sender and topic, `size` strictly grows.
    event Anchored(address indexed sender, bytes32 indexed topic, uint64 size, bytes32 root);

    /// @notice The size is not greater than the latest anchored one.
    error AnchorNotGrowing(address sender, bytes32 topic, uint64 stored, uint64 given);

    /// @notice Anchors a root for the caller.
    /// @param topic What the root is of; the caller's own name space.
    /// @param size How much the root covers (for a log: the number of its leaves); greater than the latest.
    /// @param root The root.
    function anchor(bytes32 topic, uint64 size, bytes32 root) external;

    /// @notice The latest anchor of a sender's topic: size 0 and root 0 where there is none.
    function anchorOf(address sender, bytes32 topic) external view returns (uint64 size, bytes32 root);
}
