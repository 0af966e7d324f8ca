// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {RoleId} from "../access/RoleId.sol";
import {IEntries} from "../interfaces/IEntries.sol";
import {Append, Content, Predecessor} from "../types/Entry.sol";
import {KIND_CONSENT, KIND_FIRST_CONTENT, KIND_LAST_CONTENT} from "../types/Kinds.sol";
import {EntryHash} from "./EntryHash.sol";
import {Subjects} from "./Subjects.sol";
import {TypedDataDomain} from "./TypedDataDomain.sol";

/// @dev Entries that carry content: by their author, many at once, or by the author's signature.
abstract contract Appends is Subjects, TypedDataDomain {
    /// @inheritdoc IEntries
    function append(Predecessor calldata predecessor, Content calldata content) external returns (bytes32 head) {
        _validateAuthorOrSubject(predecessor, content, _msgSender());
        return _append(predecessor, content, _msgSender());
    }

    /// @inheritdoc IEntries
    function appendMany(Append[] calldata appends) external returns (bytes32[] memory heads) {
        heads = new bytes32[](appends.length);
        address validSteward;
        uint32 validEpoch;
        for (uint256 i = 0; i < appends.length; ++i) {
            Append calldata item = appends[i];
            address steward = item.predecessor.header.steward;
            uint32 keyEpoch = item.content.keyEpoch;
            // What was valid for the item before is valid still: an append changes no role, key or suspension. The zero
            // epoch never is valid, and so validates the first item. A subject is one for a customer and a kind only, so
            // none is looked for here.
            if (keyEpoch != validEpoch || steward != validSteward || keyEpoch == 0) {
                _validateAuthor(steward, _msgSender(), keyEpoch);
                (validSteward, validEpoch) = (steward, keyEpoch);
            }
            heads[i] = _append(item.predecessor, item.content, _msgSender());
        }
    }

    /// @inheritdoc IEntries
    function appendBySignature(
        Predecessor calldata predecessor,
        Content calldata content,
        address author,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 head) {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        _validateAuthorOrSubject(predecessor, content, author);
        head = _append(predecessor, content, author);
        // After the write, for the head is what was signed. The author's contract, if it is one, is called statically.
        bytes32 digest = _hashTypedData(EntryHash.ofAppend(head, deadline));
        if (!SignatureChecker.isValidSignatureNowCalldata(author, digest, signature)) revert InvalidSignature(author);
    }

    /// @dev The role first: only who lacks it pays for the question whether they are the subject.
    function _validateAuthorOrSubject(
        Predecessor calldata predecessor,
        Content calldata content,
        address author
    ) private view {
        address steward = predecessor.header.steward;
        bytes32 writer = RoleId.writer(steward);
        if (
            !hasRole(writer, author) &&
            !(content.kind == KIND_CONSENT && _isSubject(predecessor.header.customer, author))
        ) revert AccessControlUnauthorizedAccount(author, writer);
        _validateSteward(steward, content.keyEpoch);
    }

    /// @dev The author must have been validated.
    function _append(
        Predecessor calldata predecessor,
        Content calldata content,
        address author
    ) internal returns (bytes32 head) {
        uint16 kind = content.kind;
        if (kind < KIND_FIRST_CONTENT || kind > KIND_LAST_CONTENT) revert UnknownKind(kind);
        _validateContent(predecessor, content);
        return _writeEntry(predecessor, true, predecessor.header.steward, author, content);
    }
}
