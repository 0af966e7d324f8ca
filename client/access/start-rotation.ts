import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Rotation, RotationCause } from "./rotation.ts";
import type { RotationContext } from "./rotation-context.ts";

export type StartRotationParameters = {
  context: RotationContext;
  /** The caller's name for it: asked for again, the journaled one is answered. */
  id: string;
  cause: RotationCause;
};

/**
 * Journals a rotation; `runRotation` takes it from there, in this process or a later one. Throws `WorkflowMismatch` where the
 * journal has another one under this id, `InvalidArgument`.
 */
export async function startRotation({ context, id, cause }: StartRotationParameters): Promise<Rotation> {
  const { registry, journal, organisation } = context;
  const lowered = lowerCase(cause);
  const journaled = await journal.load(id);
  if (journaled !== null) {
    if (JSON.stringify(journaled.cause) === JSON.stringify(lowered)) return journaled;
    throw new KontorError({
      code: "WorkflowMismatch",
      message: "The journal has another rotation under this id.",
      hints: ["Give every rotation an id of its own."],
      details: { id },
    });
  }
  if (lowered.type === "member" && lowered.account === organisation.toLowerCase()) {
    throw new KontorError({ code: "InvalidArgument", message: "An organisation's own account cannot be removed." });
  }
  const rotation: Rotation = {
    version: 1,
    id,
    chainId: registry.chainId,
    registry: lower(registry.address),
    organisation: lower(organisation),
    cause: lowered,
    step: "revoke",
    before: null,
    after: null,
    waiting: [],
    garbled: [],
  };
  await journal.save(rotation);
  return rotation;
}

function lowerCase(cause: RotationCause): Rotation["cause"] {
  switch (cause.type) {
    case "member":
      return { type: "member", account: lower(cause.account) };
    case "grant":
      return { ...cause, grantee: lower(cause.grantee), customers: cause.customers.map(lower) };
    case "renewal":
      return cause;
  }
}

function lower<Text extends string>(text: Text): Text {
  return text.toLowerCase() as Text;
}
