import type { Transaction } from "kysely";
import type { ChainEvent, EntryEvent } from "../../chain-events/chain-event.ts";
import type { MainSchema } from "./schema.ts";

/** Writes events into their tables, in chain order; entries also move their customer's head and settle their payload. */
export async function insertEvents({
  transaction,
  events,
}: {
  transaction: Transaction<MainSchema>;
  events: readonly ChainEvent[];
}): Promise<void> {
  for (const event of events) {
    const place = { block_number: event.blockNumber, log_index: event.logIndex };
    const timed = { ...place, transaction_hash: event.transactionHash, timestamp: event.timestamp };
    switch (event.type) {
      case "entry":
        await insertEntry({ transaction, entry: event });
        break;
      case "transferOffer": {
        const { customer, head, from, to } = event;
        await transaction
          .insertInto("transfer_offer")
          .values({ ...place, customer, head, from_account: from, to_account: to })
          .execute();
        break;
      }
      case "role": {
        const { role, account, until } = event;
        await transaction
          .insertInto("role_event")
          .values({ ...timed, role, account, until })
          .execute();
        break;
      }
      case "organisation": {
        const { organisation, change, name } = event;
        await transaction
          .insertInto("organisation_event")
          .values({ ...place, organisation, change, name })
          .execute();
        break;
      }
      case "key": {
        const { account, epoch, suite, keyHash, key } = event;
        await transaction
          .insertInto("published_key")
          .values({ ...place, account, epoch, suite, key_hash: keyHash, key_bytes: key })
          .execute();
        break;
      }
      case "anchor": {
        const { sender, topic, size, root } = event;
        await transaction
          .insertInto("anchor")
          .values({ ...place, sender, topic, size, root })
          .execute();
        break;
      }
      case "grant": {
        const { role, steward, customer, grantee, scope, until } = event;
        await transaction
          .insertInto("grant_event")
          .values({ ...timed, role, steward, customer, grantee, scope, until })
          .execute();
        break;
      }
      case "subject": {
        const { customer, change, subject } = event;
        await transaction
          .insertInto("subject_event")
          .values({ ...timed, customer, change, subject })
          .execute();
        break;
      }
      case "countersignature": {
        const { customer, head, subject } = event;
        await transaction
          .insertInto("countersignature")
          .values({ ...timed, customer, head, subject })
          .execute();
        break;
      }
      case "erasureRequest": {
        const { customer, subject } = event;
        await transaction
          .insertInto("erasure_request")
          .values({ ...timed, customer, subject })
          .execute();
        break;
      }
    }
  }
}

async function insertEntry({
  transaction,
  entry,
}: {
  transaction: Transaction<MainSchema>;
  entry: EntryEvent;
}): Promise<void> {
  const { customer, sequence, steward, head, kind } = entry;
  await transaction
    .insertInto("entry")
    .values({
      customer,
      sequence,
      steward,
      head,
      kind,
      previous: entry.previous,
      author: entry.author,
      key_epoch: entry.keyEpoch,
      commitment: entry.commitment,
      payload_digest: entry.payloadDigest,
      block_number: entry.blockNumber,
      log_index: entry.logIndex,
      block_hash: entry.blockHash,
      transaction_hash: entry.transactionHash,
      timestamp: entry.timestamp,
    })
    .execute();
  const newest = { sequence, head, steward, kind, updated_block: entry.blockNumber };
  await transaction
    .insertInto("customer")
    .values({ customer, ...newest })
    .onConflict((conflict) => conflict.column("customer").doUpdateSet(newest))
    .execute();
  await transaction.updateTable("payload").set({ referred: 1 }).where("digest", "=", entry.payloadDigest).execute();
  await transaction.deleteFrom("pending_payload").where("digest", "=", entry.payloadDigest).execute();
}
