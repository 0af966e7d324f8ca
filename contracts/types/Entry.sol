// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What the registry has to know of an entry in order to accept its successor.
/// `sequence` counts from 1; the header of an origin (nothing written yet) has sequence 0.
struct Header {
    bytes32 customer;
    uint64 sequence;
    address steward;
}

/// @dev What an entry says. `previous` is the head that the entry follows; for entry 1 it is the salt of the customer's id.
struct Body {
    bytes32 previous;
    address author;
    uint16 kind;
    uint32 keyEpoch;
    bytes32 commitment;
    bytes32 payloadDigest;
}

/// @dev One block of a customer's chain. Its EIP-712 hashStruct is the customer's head while it is the newest.
struct Entry {
    Header header;
    Body body;
}

/// @dev The entry that a write follows: its header, and the hashStruct of its body.
/// For entry 1 this is the origin: `header = {customer, 0, steward}`, `bodyHash = salt`.
struct Predecessor {
    Header header;
    bytes32 bodyHash;
}

/// @dev What the author of an entry chooses; the registry fills in the rest.
struct Content {
    uint16 kind;
    uint32 keyEpoch;
    bytes32 commitment;
    bytes32 payloadDigest;
}

/// @dev One item of `appendMany`.
struct Append {
    Predecessor predecessor;
    Content content;
}

/// @dev An entry that is in a batch, to be written where its predecessor is the newest. `proof` leads from its head to the batch's root.
struct Settlement {
    Predecessor predecessor;
    Content content;
    address author;
    bytes32[] proof;
}
