import type { Address } from "viem";
import { isKontorError, KontorError } from "#protocol/errors/kontor-error.ts";
import { foundOrganisationKey } from "../keys/found-organisation-key.ts";
import { keepHistory } from "../keys/keep-history.ts";
import type { Keyring } from "../keys/keyring.ts";
import { openKeyring } from "../keys/open-keyring.ts";
import { keyOf } from "../registry/key-of.ts";
import { revokeRights } from "./revoke-rights.ts";
import { type RewrapCustomersParameters, rewrapCustomers } from "./rewrap-customers.ts";
import type { Rotation } from "./rotation.ts";
import type { RotationContext } from "./rotation-context.ts";
import { sealToMembers } from "./seal-to-members.ts";

export type RotationProgress = { step: Rotation["step"]; done: number; total: number };

export type RunRotationParameters = {
  context: RotationContext;
  rotation: Rotation;
  /** Told of every step, and of every batch of customers. */
  onProgress?: (progress: RotationProgress) => void;
  signal?: AbortSignal;
};

/** `keyring` is the organisation's, with its new key: what is written from now on is written under it. */
export type Rotated = { rotation: Rotation; keyring: Keyring };

/**
 * Takes a rotation to its end: rights taken on chain, the new key published, its secret sealed to the members who stay, the old one
 * under it, and new secrets of all customers wrapped for the organisation and for everyone who holds a grant. From the
 * published key on the registry refuses whatever is written under the old one. Stopped anywhere, by a refusal or a crash, it
 * goes on from the journal; every step finds what is done. Members and grantees whose key has changed, or who have not proven
 * possession, are left in `waiting`: run it again to try them again.
 * Throws the registry's refusals (`MissingRole`), `NotAdmitted` where another KEEPER started an epoch in the meantime and has not
 * admitted this one, `Aborted` on the signal.
 */
export async function runRotation(parameters: RunRotationParameters): Promise<Rotated> {
  const { context, onProgress, signal } = parameters;
  let { rotation } = parameters;
  const { registry, organisation, journal } = context;
  const move = async (change: Partial<Rotation>) => {
    rotation = { ...rotation, ...change };
    await journal.save(rotation);
    onProgress?.({ step: rotation.step, done: 0, total: 0 });
    if (signal?.aborted) {
      throw new KontorError({ code: "Aborted", message: "The rotation was left where it is; run it again to go on." });
    }
  };
  checkSame({ context, rotation });
  if (rotation.step === "revoke") {
    await revokeRights({ context, cause: rotation.cause });
    const { epoch } = await keyOf({ registry, account: organisation });
    await move({ step: "epoch", before: epoch });
  }
  if (rotation.step === "epoch") {
    const { epoch } = await keyOf({ registry, account: organisation });
    // A newer one was published after the rights were taken: by this rotation before a crash, or by another KEEPER.
    if (epoch === rotation.before)
      await foundOrganisationKey({ ...context, holders: [context.wallet.account.address] });
    await move({ step: "seal" });
  }
  const keyring = await openKeyring(context);
  if (rotation.step === "done" && rotation.waiting.length === 0) return { rotation, keyring };
  const waiting: Rotation["waiting"] = [];
  if (rotation.step === "seal" || rotation.waiting.some(({ as }) => as === "member")) {
    waiting.push(...(await keepWhatCanBe({ context, keyring })));
    waiting.push(...(await sealToMembers({ context, keyring })));
    if (rotation.step === "seal") await move({ step: "wrap", after: null });
  }
  const isGranteeWaiting = rotation.waiting.some(({ as }) => as === "grantee");
  if (rotation.step === "wrap" || isGranteeWaiting) {
    // Whoever had to wait has nothing of the batches that are done: those are gone through again.
    const after = rotation.step === "wrap" && !isGranteeWaiting ? rotation.after : null;
    const onBatch: RewrapCustomersParameters["onBatch"] = async (batch) => {
      const garbled = [...new Set([...rotation.garbled, ...batch.garbled])];
      await move({ after: batch.after, waiting: [...waiting, ...batch.waiting], garbled });
      onProgress?.({ step: rotation.step, done: batch.done, total: batch.total });
    };
    waiting.push(...(await rewrapCustomers({ context, keyring, after, onBatch })));
  }
  await move({ step: "done", waiting });
  return { rotation, keyring };
}

/**
 * Old secrets under their successors. Whoever holds the old ones still reads without, so a member who stands in the way of this
 * does not stop a rotation: it is tried again when the rotation is run again.
 */
async function keepWhatCanBe(parameters: { context: RotationContext; keyring: Keyring }): Promise<Rotation["waiting"]> {
  const { context, keyring } = parameters;
  try {
    await keepHistory({ ...context, keyring });
    return [];
  } catch (error) {
    if (!isKontorError(error) || error.code !== "SecretLimitReached") throw error;
    return [{ account: context.organisation.toLowerCase() as Address, as: "member", code: error.code }];
  }
}

/** A journal that moved between worlds would take rights in the wrong one. */
function checkSame({ context, rotation }: Pick<RunRotationParameters, "context" | "rotation">): void {
  const { registry, organisation } = context;
  const same =
    rotation.chainId === registry.chainId &&
    rotation.registry === registry.address.toLowerCase() &&
    rotation.organisation === organisation.toLowerCase();
  if (same) return;
  throw new KontorError({
    code: "WorkflowMismatch",
    message: "The rotation belongs to another organisation or registry.",
  });
}
