// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Predecessor} from "../types/Entry.sol";

/// @title Erasure
/// @notice Ends a customer's chain for ever. What the registry stores afterwards is not an entry's hash but
/// hashStruct(Erased{bytes32 head}) = `keccak256(abi.encode(keccak256("Erased(bytes32 head)"), head))` of the last entry's hash:
/// no predecessor hashes to it, so nothing can follow, and no write had to look for a mark.
interface IErasures {
    /// @notice A customer was erased: whoever holds its shred shares, wraps and ciphertext has to destroy them.
    /// @dev Once per customer. An `EntryAppended` of kind erasure precedes it, the customer's last: its commitment and payload
    /// digest are 0, for nothing is stored, and its key epoch is the steward's current one.
    event CustomerErased(bytes32 indexed customer, address indexed steward);

    /// @notice Erases a customer. Caller must hold COMPLIANCE, KEEPER or ORGANISATION of the steward. Neither a pause nor a
    /// suspension stops it.
    /// @param latest The customer's newest entry.
    function erase(Predecessor calldata latest) external;
}
