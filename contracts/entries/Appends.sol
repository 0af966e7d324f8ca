// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IEntries} from "../interfaces/IEntries.sol";
import {Append, Content, Predecessor} from "../types/Entry.sol";
import {KIND_FIRST_CONTENT, KIND_LAST_CONTENT} from "../types/Kinds.sol";
import {EntryChain} from "./EntryChain.sol";
import {EntryHash} from "./EntryHash.sol";
import {TypedDataDomain} from "./TypedDataDomain.sol";

/// @dev Entries that carry content: by their author, many at once, or by the author's signature.
abstract contract Appends is EntryChain, TypedDataDomain {
    /// @inheritdoc IEntries
    function append(
        Predecessor calldata predecessor,
        Content calldata content
    ) external whenNotPaused returns (bytes32 head) {
        return _append(predecessor, content, _msgSender());
    }

    /// @inheritdoc IEntries
    function appendMany(Append[] calldata appends) external whenNotPaused returns (bytes32[] memory heads) {
        heads = new bytes32[](appends.length);
        for (uint256 i = 0; i < appends.length; ++i) {
            heads[i] = _append(appends[i].predecessor, appends[i].content, _msgSender());
        }
    }

    /// @inheritdoc IEntries
    function appendBySignature(
        Predecessor calldata predecessor,
        Content calldata content,
        address author,
        uint256 deadline,
        bytes calldata signature
    ) external whenNotPaused returns (bytes32 head) {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        head = _append(predecessor, content, author);
        // After the write, for the head is what was signed. The author's contract, if it is one, is called statically.
        bytes32 digest = _hashTypedData(EntryHash.ofAppend(head, deadline));
        if (!SignatureChecker.isValidSignatureNowCalldata(author, digest, signature)) revert InvalidSignature(author);
    }

    function _append(
        Predecessor calldata predecessor,
        Content calldata content,
        address author
    ) private returns (bytes32 head) {
        if (content.kind < KIND_FIRST_CONTENT || content.kind > KIND_LAST_CONTENT) revert UnknownKind(content.kind);
        address steward = predecessor.header.steward;
        bytes32 previous = _validatePredecessor(predecessor);
        _validateContent(predecessor.header.customer, content);
        _validateAuthor(steward, author, content.keyEpoch);
        return _writeEntry(predecessor.header, previous, steward, author, content);
    }
}
