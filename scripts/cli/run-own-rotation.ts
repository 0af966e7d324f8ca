import type { Rotation } from "#client/access/rotation.ts";
import type { RotationContext } from "#client/access/rotation-context.ts";
import type { Rotated, RotationProgress } from "#client/access/run-rotation.ts";
import { fileRotationJournal } from "#client/node/file-rotation-journal.ts";
import { EXIT } from "./exit-codes.ts";
import type { OpenMember } from "./open-member.ts";
import { printResult } from "./print-result.ts";
import { createProgress } from "./progress.ts";

export type RunOwnRotationParameters = {
  member: OpenMember;
  /** What tells this rotation from others of the organisation: the same one goes on with it. */
  name: string;
  rotate: (run: {
    context: RotationContext;
    id: string;
    onProgress: (progress: RotationProgress) => void;
  }) => Promise<Rotated>;
  json: boolean | undefined;
  /** What has been done, in a sentence. */
  done: string;
};

const STEPS: Readonly<Record<Rotation["step"], string>> = {
  revoke: "taking rights on chain",
  epoch: "publishing the new key",
  seal: "sealing it to the members who stay",
  wrap: "wrapping customers' new secrets",
  done: "done",
};

/**
 * Takes a rotation to its end, from the journal where an earlier run was stopped. Who could not be served is named, and the
 * journal keeps the rotation for the same command to try again. Answers the exit code.
 */
export async function runOwnRotation(parameters: RunOwnRotationParameters): Promise<number> {
  const { member, name, rotate, json, done } = parameters;
  const journal = fileRotationJournal({ directory: member.stateDirectory });
  const context = { ...member, journal };
  const id = `${member.organisation} ${name}`;
  const progress = createProgress();
  const { rotation, keyring } = await rotate({
    context,
    id,
    onProgress: ({ step, done: count, total }) => {
      if (total > 0) progress.count({ what: STEPS[step], done: count, total });
      else progress.show(STEPS[step]);
    },
  });
  progress.clear();
  const { waiting, garbled } = rotation;
  if (waiting.length === 0) await journal.remove(id);
  const { epoch } = keyring.current;
  const names = waiting.map(({ account, as, code }) => `\n  ${as} ${account} could not be served: ${code}`).join("");
  const mended =
    garbled.length === 0
      ? ""
      : `\nA member had stored keys that open nothing for ${garbled.length} customers: ${garbled.join(", ")}`;
  const again = waiting.length === 0 ? "" : "\nRun the same command again to try them again.";
  printResult({
    json,
    result: { organisation: member.organisation, epoch, waiting, garbled },
    text: `${done} The organisation's key is epoch ${epoch}.${mended}${names}${again}`,
  });
  return EXIT.success;
}
