import type { Address, Hex } from "viem";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Keyring } from "../keys/keyring.ts";
import type { SealingContext } from "../keys/recipient-key.ts";
import type { Wallet } from "../registry/registry.ts";
import type { Share, ShareJournal } from "./share.ts";

/** The service with a session of a KEEPER of the steward. */
export type ShareContext = SealingContext & {
  /** ORGANISATION or KEEPER of the steward. */
  wallet: Wallet;
  /** The steward's. */
  keyring: Keyring;
  journal: ShareJournal;
};

export type StartShareParameters = {
  context: ShareContext;
  /** The caller's name for it: asked for again, the journaled one is answered. */
  id: string;
  customers: readonly Hex[] | "all";
  grantee: Address;
  /** 0: all kinds; otherwise one kind's code. */
  scope: number;
  /** Seconds since 1970; null for no end. */
  until: bigint | null;
};

/**
 * Journals the intent to share; `runShare` takes it from there, in this process or a later one, whenever the other side is ready.
 * Throws `WorkflowMismatch` where the journal has another one under this id, `InvalidArgument`.
 */
export async function startShare({ context, id, ...given }: StartShareParameters): Promise<Share> {
  const { registry, keyring, journal, acceptedKeys = [] } = context;
  if (given.customers.length === 0) {
    throw new KontorError({ code: "InvalidArgument", message: "No customer is named." });
  }
  const share: Share = {
    version: 1,
    id,
    chainId: registry.chainId,
    registry: lower(registry.address),
    organisation: lower(keyring.organisation),
    grantee: lower(given.grantee),
    customers: given.customers === "all" ? "all" : given.customers.map(lower),
    scope: given.scope,
    until: given.until === null ? null : given.until.toString(),
    acceptedKeys: [...acceptedKeys],
    step: "intended",
    waitingFor: null,
  };
  const journaled = await journal.load(id);
  if (journaled === null) {
    await journal.save(share);
    return share;
  }
  if (whatOf(journaled) === whatOf(share)) return journaled;
  throw new KontorError({
    code: "WorkflowMismatch",
    message: "The journal has another share under this id.",
    hints: ["Give every share an id of its own."],
    details: { id },
  });
}

function whatOf({ chainId, registry, organisation, grantee, customers, scope, until }: Share): string {
  return JSON.stringify([chainId, registry, organisation, grantee, customers, scope, until]);
}

function lower<Text extends string>(text: Text): Text {
  return text.toLowerCase() as Text;
}
