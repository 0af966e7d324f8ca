// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RoleId} from "../access/RoleId.sol";
import {ISubjects} from "../interfaces/ISubjects.sol";
import {Predecessor} from "../types/Entry.sol";
import {EntryChain} from "./EntryChain.sol";

/// @dev Subjects by customer, in one slot with whether they have accepted.
abstract contract Subjects is EntryChain, ISubjects {
    struct Subject {
        address account;
        bool accepted;
    }

    mapping(bytes32 customer => Subject subject) private _subjects;

    /// @inheritdoc ISubjects
    function nameSubject(Predecessor calldata latest, address subject) external {
        bytes32 customer = latest.header.customer;
        address steward = latest.header.steward;
        _validateLatest(latest);
        _checkRole(RoleId.writer(steward), _msgSender());
        // To withdraw is to take a right away: neither a pause nor a suspension stands in its way.
        if (subject != address(0)) {
            _requireNotPaused();
            _checkActiveOrganisation(steward);
        }
        _subjects[customer] = Subject(subject, false);
        emit SubjectNamed(customer, steward, subject);
    }

    /// @inheritdoc ISubjects
    function acceptSubject(bytes32 customer) external whenNotPaused {
        address account = _msgSender();
        Subject storage subject = _subjects[customer];
        if (subject.account != account || subject.accepted) revert NotNamedSubject(customer, account);
        subject.accepted = true;
        emit SubjectAccepted(customer, account);
    }

    /// @inheritdoc ISubjects
    function leaveSubject(bytes32 customer) external {
        _checkSubject(customer);
        delete _subjects[customer];
        emit SubjectLeft(customer, _msgSender());
    }

    /// @inheritdoc ISubjects
    function countersign(bytes32 customer, bytes32 head) external {
        _checkSubject(customer);
        emit Countersigned(customer, head, _msgSender());
    }

    /// @inheritdoc ISubjects
    function requestErasure(bytes32 customer) external {
        _checkSubject(customer);
        emit ErasureRequested(customer, _msgSender());
    }

    /// @inheritdoc ISubjects
    function subjectOf(bytes32 customer) external view returns (address account) {
        Subject storage subject = _subjects[customer];
        if (subject.accepted) return subject.account;
    }

    /// @inheritdoc ISubjects
    function namedSubjectOf(bytes32 customer) external view returns (address account) {
        Subject storage subject = _subjects[customer];
        if (!subject.accepted) return subject.account;
    }

    function _isSubject(bytes32 customer, address account) internal view returns (bool) {
        Subject storage subject = _subjects[customer];
        return subject.accepted && subject.account == account;
    }

    function _checkSubject(bytes32 customer) private view {
        if (!_isSubject(customer, _msgSender())) revert NotSubject(customer, _msgSender());
    }
}
