import type { Writes } from "#app/runtime/writes.ts";
import type { Draft } from "#client/write/draft.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Prepares a write and lets it go on in the background. Answers once the journal has it, or throws what is wrong with it. */
export const startWriteMutation = (parameters: { writes: Writes; context: WriteContext | undefined }) => ({
  mutationFn: async ({ id, draft }: { id: string; draft: Draft }) => {
    const { writes, context } = parameters;
    if (context === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    return writes.start({ context, id, drafts: [draft] });
  },
  gcTime: 0,
});
