import { type Address, bytesToHex, type Hex, keccak256 } from "viem";
import { decodeBase64 } from "#protocol/api/base64.ts";
import { type KeyResponse, keyResponseSchema } from "#protocol/api/keys.ts";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { requestJson } from "./request.ts";
import type { Service } from "./service.ts";

export type GetPublishedKeyParameters = {
  service: Service;
  account: Address;
  epoch: number;
  /** The hash that the chain's key directory has for this account and epoch. */
  keyHash: Hex;
};

/** How long the service's index may be behind a key that the chain has already. */
const INDEX_PATIENCE = 15_000;
const RETRY_INTERVAL = 250;

/**
 * The public key of an account. The service only carries it: bytes that do not hash to the chain's key hash are
 * `KeyHashMismatch`, never used. A service whose index is behind is waited for. Throws also `KeyNotFound`.
 */
export async function getPublishedKey(parameters: GetPublishedKeyParameters): Promise<Uint8Array> {
  const { service, account, epoch, keyHash } = parameters;
  const answer = await askPatiently({ service, account, epoch });
  const key = decodeBase64(answer.key);
  if (keccak256(bytesToHex(key)) !== keyHash) {
    throw new KontorError({
      code: "KeyHashMismatch",
      message: "The service served another key than the one that the chain's directory commits to.",
      hints: ["Do not use this service for anything secret until its operator has explained this."],
      details: { account, epoch, keyHash },
    });
  }
  return key;
}

async function askPatiently(parameters: { service: Service; account: Address; epoch: number }): Promise<KeyResponse> {
  const { service, account, epoch } = parameters;
  const path = `/api/keys/${account}`;
  for (let waited = 0; ; waited += RETRY_INTERVAL) {
    try {
      return await requestJson({ service, path, query: { epoch }, schema: keyResponseSchema });
    } catch (error) {
      if (!isKontorError(error) || error.code !== "KeyNotFound" || waited >= INDEX_PATIENCE) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_INTERVAL));
  }
}
