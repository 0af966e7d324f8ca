import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { Draft } from "./draft.ts";
import { sealDrafts } from "./seal-drafts.ts";
import type { Write } from "./write.ts";
import type { WriteContext } from "./write-context.ts";

export type PrepareWriteParameters = {
  context: WriteContext;
  /** The caller's name for this write: asked for again, the journaled write is answered and nothing is made twice. */
  id: string;
  /** 1 or more entries, of one or many customers, several of one customer in order. They get on chain all or none. */
  drafts: readonly Draft[];
};

/**
 * Makes a write: parses the records, finds or makes the customers' keys, encrypts on top of the newest entries, and journals
 * it as `prepared`. From there `runWrite` takes it to the chain, in this process or a later one.
 * Throws what parsing refuses (nothing has left then), `StaleHead`, `StaleKeyEpoch`, `NotSteward`, `WriteMismatch`.
 */
export async function prepareWrite({ context, id, drafts }: PrepareWriteParameters): Promise<Write> {
  const journaled = await context.journal.load(id);
  if (journaled !== null) {
    checkSame({ write: journaled, drafts });
    return journaled;
  }
  const { registry, wallet, keyring, confirmations } = context;
  const appends = await sealDrafts({ context, drafts });
  const write: Write = {
    version: 1,
    id,
    chainId: registry.chainId,
    registry: lower(registry.address),
    organisation: lower(keyring.organisation),
    author: lower(wallet.account.address),
    confirmations,
    appends,
    state: { step: "prepared" },
    history: ["prepared"],
  };
  await context.journal.save(write);
  return write;
}

/** The same id for other customers is a mistake of the caller's that would otherwise lose the second write. */
function checkSame({ write, drafts }: { write: Write; drafts: readonly Draft[] }): void {
  const same =
    write.appends.length === drafts.length &&
    write.appends.every(({ customer }, index) => customer === drafts[index]?.customer);
  if (same) return;
  throw new KontorError({
    code: "WriteMismatch",
    message: "The journal has another write under this id.",
    hints: ["Give every write an id of its own."],
    details: { id: write.id },
  });
}

function lower<Text extends string>(text: Text): Text {
  return text.toLowerCase() as Text;
}
