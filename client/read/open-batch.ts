import { type OpenEnvelopeParameters, type OpenedEnvelope, openEnvelope } from "#protocol/envelope/open.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { fastKeccak } from "../write/fast-keccak.ts";
import type { EntryKeys } from "./section-keys.ts";

/** An envelope to open, and the keys to try on it in order. Nothing but data, so that a worker can be handed one. */
export type OpeningTask = Pick<OpenEnvelopeParameters, "envelope" | "expected"> & { candidates: readonly EntryKeys[] };

/** What was inside, or the code of why it did not open. */
export type OpeningResult = OpenedEnvelope | { refusal: string };

/** Opens envelopes; the results are in the order of the tasks. */
export type OpenBatch = (tasks: readonly OpeningTask[]) => Promise<OpeningResult[]>;

/** Opens envelopes where it is called. A page that has to answer its user meanwhile hands them to a worker. */
export async function openBatch(tasks: readonly OpeningTask[]): Promise<OpeningResult[]> {
  const keccak = await fastKeccak();
  return tasks.map(({ envelope, expected, candidates }) => {
    let refusal = "NoOpening";
    for (const { sectionKey, shredShare } of candidates) {
      try {
        return openEnvelope({ envelope, expected, sectionKey, shredShare, keccak });
      } catch (error) {
        if (!isKontorError(error)) throw error;
        refusal = error.code;
        // Other candidates are only of use where the keys were the wrong ones.
        if (error.code !== "KeyCommitmentMismatch") break;
      }
    }
    return { refusal };
  });
}
