import type { Address, Hex } from "viem";
import { API_LIMITS } from "#protocol/api/limits.ts";
import type { PayloadUploadResponse } from "#protocol/api/payloads.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { parseEnvelopeHeader } from "#protocol/envelope/header.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { customerErased } from "../access/customer-erased.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import type { AppContext } from "../http/app-context.ts";
import { readBody } from "../http/read-body.ts";
import { requireUploader } from "./require-uploader.ts";

export type StorePayloadParameters = {
  app: AppContext;
  account: Address;
  organisation: Address;
  digest: Hex;
  request: Request;
};

/** A role read longer ago than this is read again before the upload counts: a body can take longer than a revocation. */
const ROLE_MAX_AGE_MS = 1_000;

/**
 * Takes an upload: from who may, whole, hashing to its digest, and an envelope of this registry. What breaks off on the way
 * leaves nothing.
 *
 * @throws KontorError Forbidden, CustomerErased, ChainUnavailable, BodyTooLarge, ContentEncodingRefused, UploadBroken, PayloadDigestMismatch,
 * ContextMismatch, PendingQuotaExceeded, StorageFull, and what parseEnvelopeHeader throws
 */
export async function storePayload({
  app,
  account,
  organisation,
  digest,
  request,
}: StorePayloadParameters): Promise<PayloadUploadResponse & { created: boolean }> {
  const { store, clock, configuration, indexer } = app;
  const allowedAt = clock();
  await requireUploader({ app, account, organisation });
  const { bytes, sha256 } = await readBody({ request, limit: API_LIMITS.payloadBytes });
  if (sha256 !== digest) {
    throw new KontorError({
      code: "PayloadDigestMismatch",
      message: "The body's SHA-256 is not the digest in the path.",
      details: { digest: sha256 },
    });
  }
  const { context: envelope } = parseEnvelopeHeader(bytes);
  requireOwnRegistry({ named: envelope, configuration });
  const customer = envelope.customer.toLowerCase() as Hex;
  const isOwnWallet = organisation === account;
  if (isOwnWallet || clock() - allowedAt > ROLE_MAX_AGE_MS) {
    await requireUploader({ app, account, organisation, envelope: { customer, kind: envelope.kind } });
  }
  const head = (await store.index.heads([customer])).get(customer);
  if (head?.kind === KINDS.erasure) throw customerErased(customer);
  const { created, state } = await store.payloads.put({
    digest,
    customer,
    organisation,
    bytes,
    at: { wall: clock(), chain: indexer.status().tip?.timestamp ?? 0 },
    pendingQuota: configuration.pending.quotaBytes,
  });
  return { digest, size: bytes.length, state, created };
}
