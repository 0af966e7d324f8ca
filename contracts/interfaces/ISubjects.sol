// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Predecessor} from "../types/Entry.sol";

/// @title Subjects
/// @notice A customer's own wallet, named by the steward and accepted by the wallet. The subject writes entries of kind consent
/// (`append` and `appendBySignature`, not `appendMany`) without any role, countersigns entries and asks for erasure. It stays the
/// subject when the customer is transferred. One that is named and has not accepted can do nothing.
interface ISubjects {
    /// @notice A wallet was named, or (`subject` zero) the name was withdrawn. Whoever was named or the subject before is no
    /// longer, also when it is the same wallet.
    event SubjectNamed(bytes32 indexed customer, address indexed steward, address indexed subject);

    /// @notice The wallet that was named is the subject now. Follows a `SubjectNamed` of the same wallet, once.
    event SubjectAccepted(bytes32 indexed customer, address indexed subject);

    /// @notice The subject left; the customer has none.
    event SubjectLeft(bytes32 indexed customer, address indexed subject);

    /// @notice The subject agreed to the entry whose hash is `head`.
    /// @dev The registry keeps no older heads and so does not check that it is one of the customer's: where it isn't, the event
    /// says nothing about anything.
    event Countersigned(bytes32 indexed customer, bytes32 indexed head, address indexed subject);

    /// @notice The subject asked for the customer's erasure. What follows is the steward's to do.
    event ErasureRequested(bytes32 indexed customer, address indexed subject);

    /// @notice The account is not the one that was named and has not accepted yet.
    error NotNamedSubject(bytes32 customer, address account);

    /// @notice The account is not the customer's accepted subject.
    error NotSubject(bytes32 customer, address account);

    /// @notice Names a customer's subject, replacing who was named or accepted before; zero withdraws. Caller must be a WRITER of
    /// the steward. Naming is refused while paused or suspended, withdrawing never.
    /// @param latest The customer's newest entry. It shows who the steward is; the name outlives it.
    function nameSubject(Predecessor calldata latest, address subject) external;

    /// @notice Becomes the customer's subject. Only for the wallet that is named. Refused while paused.
    function acceptSubject(bytes32 customer) external;

    /// @notice Stops being the customer's subject. Nothing stops it.
    function leaveSubject(bytes32 customer) external;

    /// @notice Agrees to an entry. Only the subject.
    /// @param head The entry's hash.
    function countersign(bytes32 customer, bytes32 head) external;

    /// @notice Asks the steward to erase the customer. Only the subject; nothing stops it.
    function requestErasure(bytes32 customer) external;

    /// @notice The customer's subject; zero where there is none, or who was named has not accepted.
    function subjectOf(bytes32 customer) external view returns (address subject);

    /// @notice Who is named and has not accepted; zero where nobody is.
    function namedSubjectOf(bytes32 customer) external view returns (address subject);
}
