import type { Address, Hex } from "viem";
import type { PayloadUploadResponse } from "#protocol/api/payloads.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { parseEnvelopeHeader } from "#protocol/envelope/header.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { requireOwnRegistry } from "../access/require-own-registry.ts";
import type { Indexer } from "../chain/indexer.ts";
import type { Clock } from "../clock/clock.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import { customerErased } from "../store/customer-erased.ts";
import type { Store } from "../store/store.ts";

export type StorePayloadParameters = {
  context: {
    clock: Clock;
    store: Pick<Store, "index" | "payloads">;
    indexer: Pick<Indexer, "status">;
    configuration: Pick<ServiceConfiguration, "chain" | "pending">;
  };
  organisation: Address;
  /** The member who uploads. */
  author: Address;
  /** A wallet that writes for itself may write about some customers only, which the envelope names. */
  isOwnWallet: boolean;
  /** Refuses where the caller may not, or not any more, now that it is known what the upload is. */
  confirm: (envelope: { customer: Hex; kind: number }) => Promise<void>;
  digest: Hex;
  /** Takes the upload in, whole, with its SHA-256; called once the role is known to be there. */
  readUpload: () => Promise<{ bytes: Uint8Array; sha256: Hex }>;
};

/** A role read longer ago than this is read again before the upload counts: a body can take longer than a revocation. */
const ROLE_MAX_AGE_MS = 1_000;

/**
 * Takes an upload: whole, hashing to its digest, and an envelope of this registry. What breaks off on the way
 * leaves nothing.
 *
 * @throws KontorError CustomerErased, PayloadDigestMismatch, ContextMismatch,
 * PendingQuotaExceeded, StorageFull, and what parseEnvelopeHeader, `readUpload` and `confirm` throw
 */
export async function storePayload({
  context,
  organisation,
  author,
  isOwnWallet,
  confirm,
  digest,
  readUpload,
}: StorePayloadParameters): Promise<PayloadUploadResponse & { created: boolean }> {
  const { store, clock, configuration, indexer } = context;
  const allowedAt = clock();
  const { bytes, sha256 } = await readUpload();
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
  if (isOwnWallet || clock() - allowedAt > ROLE_MAX_AGE_MS) {
    await confirm({ customer, kind: envelope.kind });
  }
  const head = (await store.index.heads([customer])).get(customer);
  if (head?.kind === KINDS.erasure) throw customerErased(customer);
  const { created, state } = await store.payloads.put({
    digest,
    customer,
    organisation,
    author,
    bytes,
    at: { wall: clock(), chain: indexer.status().tip?.timestamp ?? 0 },
    pendingQuota: configuration.pending.quotaBytes,
  });
  return { digest, size: bytes.length, state, created };
}
