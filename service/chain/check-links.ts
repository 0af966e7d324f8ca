import type { Hex } from "viem";
import { customerIdOf } from "#protocol/chain/entry.ts";
import type { ChainEvent } from "../chain-events/chain-event.ts";
import { indexBroken } from "./index-broken.ts";

/**
 * Checks that each entry follows its customer's newest one: sequence by one, `previous` by hash, and entry 1 by the id
 * that its salt gives. An RPC that leaves an event out, or changes one, is noticed here.
 *
 * @param parameters.heads the newest entries before these events, of the customers in them
 * @throws KontorError IndexBroken
 */
export function checkLinks({
  events,
  heads,
}: {
  events: readonly ChainEvent[];
  heads: ReadonlyMap<Hex, { sequence: number; head: Hex }>;
}): void {
  const newest = new Map(heads);
  for (const event of events) {
    if (event.type !== "entry") continue;
    const { customer, sequence, previous, steward, head } = event;
    const before = newest.get(customer);
    if (sequence !== (before?.sequence ?? 0) + 1) {
      throw indexBroken({ message: "An entry skips or repeats a sequence.", customer });
    }
    if (before === undefined) {
      if (customerIdOf({ steward, salt: previous }) !== customer) {
        throw indexBroken({ message: "A first entry does not give its customer's id.", customer });
      }
    } else if (previous !== before.head) {
      throw indexBroken({ message: "An entry does not follow the one before it.", customer });
    }
    newest.set(customer, { sequence, head });
  }
}
