import type { Entry } from "../chain/entry.ts";
import { KINDS } from "../chain/kinds.ts";
import { payloadDigestOf } from "../envelope/payload-digest.ts";
import type { Verdict } from "./verdict.ts";
import type { VerdictReason } from "./verdict-reason.ts";

/** An envelope; `missing` when the service says it has none; `unavailable` when the service didn't answer. */
export type ServedPayload = Uint8Array | "missing" | "unavailable";

/** What stands in a transfer's place of a commitment and a payload digest: it carries no record. */
const NOTHING = `0x${"00".repeat(32)}`;

/** What is wrong with an entry's payload; `undefined` when it is the one that the chain commits to. */
export function judgePayload({
  entry,
  payload,
}: {
  entry: Entry;
  payload: ServedPayload | undefined;
}): { verdict: Verdict; reason: VerdictReason } | undefined {
  const { kind, payloadDigest } = entry.body;
  if (kind === KINDS.transfer && payloadDigest === NOTHING) return undefined;
  if (payload === "unavailable") return { verdict: "unavailable", reason: "PayloadUnavailable" };
  if (payload === undefined || payload === "missing") return { verdict: "unavailable", reason: "PayloadMissing" };
  if (payloadDigestOf(payload) === payloadDigest.toLowerCase()) return undefined;
  return { verdict: "tampered", reason: "PayloadMismatch" };
}
