import type { Registry } from "#client/registry/registry.ts";
import { chunk } from "#client/service/chunk.ts";
import { type Draft, newCustomer } from "#client/write/draft.ts";
import type { Journal } from "#client/write/journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import type { DemoMember } from "./demo-member.ts";
import type { NorthwindCustomer } from "./northwind.ts";
import { isAmerican } from "./region.ts";
import { DEMO_ORGANISATIONS, type DemoOrganisation } from "./wallets.ts";

export type ImportNorthwindParameters = {
  registry: Registry;
  members: readonly DemoMember[];
  customers: readonly NorthwindCustomer[];
  journal: Journal;
  /** At most this many orders of a customer, the oldest ones; all by default. */
  ordersPerCustomer?: number;
  /** Told how many entries are on chain. */
  onProgress?: (entries: number) => void;
};

/** Entries in one transaction: far below a block's gas, and little to do again where a transaction fails. */
const BATCH = 100;
const POLL_INTERVAL = 100;

/**
 * Writes Northwind's customers and orders through the client, as its members would: Northwind Traders those of the Americas,
 * Speedy Express the others; an organisation's members take turns. Answers how many entries that made.
 */
export async function importNorthwind(parameters: ImportNorthwindParameters): Promise<number> {
  const { onProgress = () => {} } = parameters;
  let written = 0;
  const count = (entries: number) => {
    written += entries;
    onProgress(written);
  };
  await Promise.all(DEMO_ORGANISATIONS.map((organisation) => importFor({ ...parameters, organisation, count })));
  return written;
}

type OneOrganisation = ImportNorthwindParameters & { organisation: DemoOrganisation; count: (entries: number) => void };

async function importFor(parameters: OneOrganisation): Promise<void> {
  const { registry, members, customers, journal, organisation, count, ordersPerCustomer } = parameters;
  const isAmericas = organisation === DEMO_ORGANISATIONS[0];
  const own = customers.filter(({ country }) => isAmerican(country) === isAmericas);
  const writers = members.filter(
    ({ person }) => person.organisation === organisation.name && person.roles.includes("WRITER"),
  );
  let turn = 0;
  const write = async (drafts: readonly Draft[]) => {
    for (const batch of chunk({ items: drafts, size: BATCH })) {
      const writer = writers[turn % writers.length];
      if (writer === undefined) throw new Error(`${organisation.name} has no WRITER.`);
      const { service, wallet, keyring } = writer;
      const context = { registry, service, wallet, keyring, journal, confirmations: 1 };
      const id = `northwind ${organisation.name} ${turn++}`;
      const prepared = await prepareWrite({ context, id, drafts: batch });
      const end = await runWrite({
        context,
        write: prepared,
        pollInterval: POLL_INTERVAL,
        resubmit: ["dropped", "reorged"],
      });
      if (end.state.step !== "confirmed") throw new Error(`The import's write ended as ${end.state.step}.`);
      await journal.remove(id);
      count(batch.length);
    }
  };
  const placed = own.map((customer) => ({ customer, place: newCustomer({ organisation: organisation.address }) }));
  await write(placed.map(({ customer, place }) => ({ ...place, record: customer.profile })));
  const orders = placed.flatMap(({ customer, place }) => {
    const chosen = ordersPerCustomer === undefined ? customer.orders : customer.orders.slice(0, ordersPerCustomer);
    return chosen.map((record): Draft => ({ customer: place.customer, record }));
  });
  await write(orders.sort(byNumber));
}

/** In the order in which they were taken. */
function byNumber(a: Draft, b: Draft): number {
  return numberOf(a) - numberOf(b);
}

function numberOf({ record }: Draft): number {
  return record instanceof Object && "number" in record ? Number(record.number) : 0;
}
