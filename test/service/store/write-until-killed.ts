import { createHash, randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { bytesToHex } from "viem";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";

/*
 * Writes to a store until it is killed, and says each write that it was told is done: one JSON line a write. Run by
 * crash.test.ts with a directory as its argument.
 */

const [directory = ""] = process.argv.slice(2);
const store = openSqliteStore({ path: `${directory}/kontor.sqlite` });
const shares = openSqliteShareStore({ path: `${directory}/shares.sqlite` });
const organisation = bytesToHex(randomBytes(20));

const acknowledge = (write: object) => writeSync(1, `${JSON.stringify(write)}\n`);

let tip = await store.index.tip();
for (;;) {
  const bytes = randomBytes(5_000);
  const payloadDigest = `0x${createHash("sha256").update(bytes).digest("hex")}` as const;
  const customer = bytesToHex(randomBytes(32));

  await store.payloads.put({
    digest: payloadDigest,
    customer,
    organisation,
    author: organisation,
    bytes,
    at: { wall: 1, chain: 1 },
    pendingQuota: 1e12,
  });
  acknowledge({ payload: payloadDigest });

  const [share] = await shares.findOrAdd([{ customer, keyEpoch: 1, organisation, share: randomBytes(32) }]);
  acknowledge({ customer, share: Buffer.from(share?.share ?? []).toString("hex") });

  const key = customer.slice(2);
  await store.transaction(async (joined) => {
    await joined.idempotency.claim({ caller: organisation, key, requestHash: customer, limit: 1e9, now: 1 });
    await joined.shareRecords.record([{ customer, keyEpoch: 1, organisation, author: organisation }]);
  });
  acknowledge({ key });

  const number = (tip?.number ?? 0) + 1;
  const block = { number, hash: bytesToHex(randomBytes(32)), parentHash: tip?.hash ?? customer, timestamp: number };
  const entries = [customer, bytesToHex(randomBytes(32))].map((id, logIndex) => ({
    type: "entry" as const,
    blockNumber: number,
    blockHash: block.hash,
    transactionHash: bytesToHex(randomBytes(32)),
    logIndex,
    timestamp: number,
    customer: id,
    sequence: 1,
    steward: organisation,
    head: bytesToHex(randomBytes(32)),
    previous: bytesToHex(randomBytes(32)),
    author: organisation,
    kind: 1,
    keyEpoch: 1,
    commitment: bytesToHex(randomBytes(32)),
    payloadDigest,
  }));
  await store.index.extend({ after: tip?.hash ?? null, blocks: [block], events: entries, forgetBelow: 0 });
  acknowledge({ block: number, entries: entries.map((entry) => entry.customer) });
  tip = block;
}
