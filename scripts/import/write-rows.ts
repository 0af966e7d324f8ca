import { randomUUID } from "node:crypto";
import { headOf } from "#client/registry/head-of.ts";
import { chunk } from "#client/service/chunk.ts";
import { type Draft, newCustomer } from "#client/write/draft.ts";
import { findWrite } from "#client/write/find-write.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import type { Write } from "#client/write/write.ts";
import { STOPPED_STEPS } from "#client/write/write.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import type { ImportJournal, ReferencedCustomer } from "./import-journal.ts";
import type { Plan, PlannedRow } from "./plan-rows.ts";

export type WriteRowsParameters = {
  context: WriteContext;
  journal: ImportJournal;
  plan: Plan;
  pollInterval: number;
  /** Told how many of the plan's rows are on chain. */
  onProgress?: (progress: { done: number; total: number }) => void;
};

/** Entries in one transaction: far below a block's gas, and little to do again where one fails. */
const BATCH = 100;

/**
 * Writes what a plan leaves to be written: first the batches that an earlier run has begun, then the fresh rows, in transactions of up to
 * 100 rows, each all or none. The journal knows every batch before anything of it is made, so however a run ends, the next one
 * writes nothing twice. Throws what the pipeline throws, and `ContractReverted` where the registry refused a batch.
 */
export async function writeRows(parameters: WriteRowsParameters): Promise<void> {
  const { context, journal, plan, onProgress } = parameters;
  const total = plan.fresh.length + plan.underway.size;
  let done = 0;
  const tell = (rows: number) => {
    done += rows;
    onProgress?.({ done, total });
  };
  const again: PlannedRow[] = [];
  for (const { batch, rows } of journal.underway()) {
    const known = rows.flatMap((name) => plan.underway.get(name) ?? []);
    if (await resume({ ...parameters, batch })) {
      tell(known.length);
      continue;
    }
    // Nothing of it is on chain: what this file has of it is written before what is new.
    journal.forget(batch);
    again.push(...known);
  }
  for (const rows of chunk({ items: [...again, ...plan.fresh], size: BATCH })) {
    const batch = `import ${randomUUID()}`;
    const customers = newCustomersOf({ rows, journal, context });
    journal.begin({ batch, rows, customers });
    const drafts = await draftsOf({ rows, journal, context });
    await finish({ ...parameters, write: await prepareWrite({ context, id: batch, drafts }) });
    tell(rows.length);
  }
}

/** Takes a batch that was begun to its end; false where nothing of it is, or will be, on chain. */
async function resume(parameters: WriteRowsParameters & { batch: string }): Promise<boolean> {
  const { context, batch } = parameters;
  const write = await context.journal.load(batch);
  if (write === null) return false;
  const { step } = write.state;
  const isStopped = step === "reverted" || step === "replaced" || step === "conflict";
  if (isStopped && (await findWrite({ registry: context.registry, write })) === null) {
    await context.journal.remove(batch);
    return false;
  }
  await finish({ ...parameters, write });
  return true;
}

async function finish({ context, journal, write, pollInterval }: WriteRowsParameters & { write: Write }) {
  const end = await runWrite({ context, write, pollInterval, resubmit: ["dropped", "reorged"] });
  const { state } = end;
  if (STOPPED_STEPS.includes(state.step)) {
    throw new KontorError({
      code: "ContractReverted",
      message: `A batch of ${write.appends.length} entries was not written: ${reasonOf(state)}`,
      hints: ["None of them is on chain. Run the same command again: what is written is left out."],
      details: { state: state.step, code: state.step === "reverted" ? state.code : "none" },
    });
  }
  journal.finish(write.id);
  await context.journal.remove(write.id);
}

function reasonOf(state: Write["state"]): string {
  if (state.step === "reverted") return state.message;
  if (state.step === "conflict") return "somebody else has changed what a row of it replaces. Look at it first.";
  return `its transaction was ${state.step}.`;
}

type Batch = { rows: readonly PlannedRow[]; journal: ImportJournal; context: WriteContext };

function newCustomersOf({ rows, journal, context }: Batch): Map<string, ReferencedCustomer> {
  const { organisation } = context.keyring;
  const made = new Map<string, ReferencedCustomer>();
  for (const { row } of rows) {
    if (!("reference" in row.customer)) continue;
    const { reference } = row.customer;
    if (!made.has(reference) && journal.customerOf(reference) === null)
      made.set(reference, newCustomer({ organisation }));
  }
  return made;
}

async function draftsOf({ rows, journal, context }: Batch): Promise<Draft[]> {
  const onChain = new Map<string, boolean>();
  const drafts: Draft[] = [];
  for (const { row } of rows) {
    if ("id" in row.customer) {
      drafts.push({ customer: row.customer.id, record: row.record });
      continue;
    }
    const place = journal.customerOf(row.customer.reference);
    if (place === null) throw new KontorError({ code: "InvariantBroken", message: "A reference has no customer." });
    const { customer, salt } = place;
    if (!onChain.has(customer)) {
      onChain.set(customer, (await headOf({ registry: context.registry, customer })) !== null);
    }
    drafts.push({ customer, record: row.record, ...(onChain.get(customer) === true ? {} : { salt }) });
  }
  return drafts;
}
