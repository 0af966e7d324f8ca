import type { Hex } from "viem";
import type { Entry } from "../chain/entry.ts";
import { payloadDigestOf } from "../envelope/payload-digest.ts";
import type { Verdict } from "./verdict.ts";
import type { VerdictReason } from "./verdict-reason.ts";

/**
 * An envelope, or only its SHA-256, for who does not keep it; `oversized` when more was served than an envelope can have;
 * `missing` when the service says it has none; `unavailable` when the service didn't answer.
 */
export type ServedPayload = Uint8Array | { digest: Hex } | "oversized" | "missing" | "unavailable";

/** What is wrong with an entry's payload; `undefined` when it is the one that the chain commits to. */
export function judgePayload({
  entry,
  payload,
}: {
  entry: Entry;
  payload: ServedPayload | undefined;
}): { verdict: Verdict; reason: VerdictReason } | undefined {
  if (payload === "unavailable") return { verdict: "unavailable", reason: "PayloadUnavailable" };
  if (payload === undefined || payload === "missing") return { verdict: "unavailable", reason: "PayloadMissing" };
  if (payload === "oversized") return { verdict: "tampered", reason: "PayloadTooLarge" };
  const digest = payload instanceof Uint8Array ? payloadDigestOf(payload) : payload.digest.toLowerCase();
  if (digest === entry.body.payloadDigest.toLowerCase()) return undefined;
  return { verdict: "tampered", reason: "PayloadMismatch" };
}

/**
 * What is wrong with what is served of an entry after its erasure: nothing has to be there, so only bytes that aren't the
 * entry's are. An erasure has no payload: any bytes are wrong.
 */
export function judgeErasedPayload(parameters: {
  entry: Entry;
  payload: ServedPayload | undefined;
}): { verdict: Verdict; reason: VerdictReason } | undefined {
  const { payload } = parameters;
  const isServed = payload !== undefined && payload !== "missing" && payload !== "unavailable";
  return isServed ? judgePayload(parameters) : undefined;
}
