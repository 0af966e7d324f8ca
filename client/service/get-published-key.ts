import { type Address, bytesToHex, type Hex, keccak256 } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { keyResponseSchema } from "#protocol/api/keys.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetPublishedKeyParameters = {
  service: Service;
  account: Address;
  epoch: number;
  /** The hash that the chain's key directory has for this account and epoch. */
  keyHash: Hex;
};

/**
 * The public key of an account. The service only carries it: bytes that do not hash to the chain's key hash are
 * `KeyMismatch`, never used. Throws also `KeyNotFound`.
 */
export async function getPublishedKey(parameters: GetPublishedKeyParameters): Promise<Uint8Array> {
  const { service, account, epoch, keyHash } = parameters;
  const path = `/api/keys/${account}`;
  const answer = await requestJson({ service, path, query: { epoch }, schema: keyResponseSchema });
  const key = decodeBase64(answer.key);
  if (keccak256(bytesToHex(key)) !== keyHash) {
    throw new KontorError({
      code: "KeyMismatch",
      message: "The service served another key than the one that the chain's directory commits to.",
      hints: ["Do not use this service for anything secret until its operator has explained this."],
      details: { account, epoch, keyHash },
    });
  }
  return key;
}
