// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev A contract wallet of one owner, who can change.
contract OwnedWallet is IERC1271 {
    address public owner;

    constructor(address initialOwner) {
        owner = initialOwner;
    }

    function setOwner(address newOwner) external {
        owner = newOwner;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, , ) = ECDSA.tryRecoverCalldata(hash, signature);
        return signer == owner ? IERC1271.isValidSignature.selector : bytes4(0);
    }

    function execute(address target, bytes calldata data) external returns (bytes memory result) {
        bool success;
        (success, result) = target.call(data);
        require(success, string(result));
    }
}

/// @dev Answers whatever its constructor was told to, or reverts, or burns all gas.
contract HostileWallet {
    enum Mode {
        Revert,
        BurnGas,
        WrongMagic,
        ShortAnswer,
        DirtyMagic,
        LongAnswer
    }

    Mode private immutable MODE;

    constructor(Mode mode) {
        MODE = mode;
    }

    fallback() external {
        Mode mode = MODE;
        if (mode == Mode.Revert) revert("no");
        assembly {
            if eq(mode, 1) {
                for {} 1 {} {}
            }
            mstore(0, shl(224, 0x1626ba7e))
            if eq(mode, 2) {
                mstore(0, shl(224, 0xffffffff))
                return(0, 32)
            }
            if eq(mode, 3) {
                return(0, 4)
            }
            if eq(mode, 4) {
                mstore(0, or(shl(224, 0x1626ba7e), 1))
                return(0, 32)
            }
            return(0, 0x8000)
        }
    }
}

/// @dev Tries to write through the registry while it is asked whether a signature is valid.
contract ReenteringWallet {
    address private immutable REGISTRY;
    bytes private _call;

    constructor(address registry) {
        REGISTRY = registry;
    }

    function setCall(bytes calldata data) external {
        _call = data;
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        (bool success, ) = REGISTRY.call(_call);
        require(success);
        return IERC1271.isValidSignature.selector;
    }
}
