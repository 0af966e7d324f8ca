import { entriesOf } from "../registry/entries-of.ts";
import { headOf } from "../registry/head-of.ts";
import type { Registry } from "../registry/registry.ts";
import { expectedHeadOf } from "./stale-customers.ts";
import type { Inclusion, Write } from "./write.ts";

/**
 * Where on chain a write is, whoever sent it and under whatever transaction; null where it is not. Its entries are there
 * all or none, so one of them is looked for, by its hash; an earlier attempt that a reorganisation brought back is the write as well. Throws `ChainUnavailable`.
 */
export async function findWrite({ registry, write }: { registry: Registry; write: Write }): Promise<Inclusion | null> {
  const append = write.appends.at(-1);
  if (append === undefined) return null;
  const first = write.appends.find(({ customer }) => customer === append.customer) ?? append;
  const stored = await headOf({ registry, customer: append.customer });
  if (stored === expectedHeadOf(first)) return null;
  const entries = await entriesOf({ registry, customer: append.customer });
  const heads = new Set([append.head, ...write.earlier]);
  const found = entries.find(({ head }) => heads.has(head));
  if (found === undefined) return null;
  const { transactionHash, blockNumber, blockHash } = found;
  return { transactionHash, blockNumber: blockNumber.toString(), blockHash };
}
