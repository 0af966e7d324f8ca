import { decodeBase64 } from "#protocol/api/base64.ts";
import { payloadDigestOf } from "#protocol/envelope/payload-digest.ts";
import type { Registry } from "../registry/registry.ts";
import { putPayload, queryPayloads } from "../service/payloads.ts";
import type { Service } from "../service/service.ts";
import type { Journal } from "./journal.ts";
import type { Write } from "./write.ts";

/** Confirmed writes that are kept: some days of a busy member, a few megabytes. */
const KEPT_WRITES = 100;

/** Keeps a confirmed write's ciphertext beside the newest ones, in case the service loses it. */
export async function keepWritten({ written, write }: { written: Journal; write: Write }): Promise<void> {
  // Ciphertext that only the service's share opens: a copy under this device's key would outlive an erasure.
  await written.save({ ...write, drafts: null });
  const kept = (await written.list()).sort((one, other) => blockOf(other) - blockOf(one));
  for (const { id } of kept.slice(KEPT_WRITES)) await written.remove(id);
}

export type RestorePayloadsParameters = {
  registry: Registry;
  /** With a session of the author. */
  service: Service;
  written: Journal;
  author: string;
};

/**
 * Uploads again what the service no longer has of an author's confirmed writes, or has other bytes of: its store may have come
 * from a backup. Throws what the service refuses with. @returns how many payloads
 */
export async function restorePayloads(parameters: RestorePayloadsParameters): Promise<number> {
  const { registry, service, written, author } = parameters;
  const mine = (await written.list()).filter(
    (write) =>
      write.author.toLowerCase() === author.toLowerCase() &&
      write.chainId === registry.chainId &&
      write.registry.toLowerCase() === registry.address.toLowerCase(),
  );
  const appends = mine.flatMap((write) => write.appends.map((append) => ({ ...append, from: write.organisation })));
  const served = await queryPayloads({ service, digests: appends.map(({ payloadDigest }) => payloadDigest) });
  let restored = 0;
  for (const { payloadDigest: digest, envelope, from: organisation } of appends) {
    const bytes = served.get(digest) ?? null;
    if (bytes !== null && payloadDigestOf(bytes) === digest) continue;
    await putPayload({ service, organisation, digest, envelope: decodeBase64(envelope) });
    restored += 1;
  }
  return restored;
}

function blockOf({ state }: Write): number {
  return state.step === "confirmed" ? Number(state.inclusion.blockNumber) : 0;
}
