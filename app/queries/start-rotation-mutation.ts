import type { Rotations } from "#app/runtime/rotations.ts";
import type { RotationCause } from "#client/access/rotation.ts";
import type { RotationContext } from "#client/access/rotation-context.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Begins a removal or a revocation, which goes on in the background. Answers its id once the journal has it. */
export const startRotationMutation = (parameters: { rotations: Rotations; context: RotationContext | undefined }) => ({
  mutationFn: async (cause: RotationCause) => {
    const { rotations, context } = parameters;
    if (context === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    return rotations.start({ context, cause });
  },
});
