import { writeSync } from "node:fs";
import { pino } from "pino";
import { createChainChanges } from "#service/chain/chain-changes.ts";
import { createEraser } from "#service/erasure/eraser.ts";
import { createLease } from "#service/leases/create-lease.ts";
import { createServiceMetrics } from "#service/metrics/service-metrics.ts";
import { openSqliteShareStore } from "#service/store/sqlite/sqlite-share-store.ts";
import { openSqliteStore } from "#service/store/sqlite/sqlite-store.ts";

/*
 * Erases what is due in a directory's stores, and kills itself after one of the steps. Says which steps it took. Run by
 * kill.test.ts with the directory, the step's number (-1: none), and what the chain stores of the customer.
 */

const [directory = "", killAt = "-1", storedHead = ""] = process.argv.slice(2);
let step = 0;

function countStep(name: string): void {
  if (step === Number(killAt)) process.kill(process.pid, "SIGKILL");
  step += 1;
  writeSync(1, `${name}\n`);
}

/** The same methods, each a step. */
function asSteps<Methods extends object>(methods: Methods): Methods {
  return new Proxy(methods, {
    get: (target, name, receiver) => {
      const method = Reflect.get(target, name, receiver) as unknown;
      if (typeof method !== "function") return method;
      return async (...parameters: unknown[]) => {
        const result: unknown = await method.apply(target, parameters);
        countStep(String(name));
        return result;
      };
    },
  });
}

const store = openSqliteStore({ path: `${directory}/kontor.sqlite` });
const shares = openSqliteShareStore({ path: `${directory}/shares.sqlite` });
const eraser = createEraser({
  chain: { confirm: async () => undefined, headOf: async () => storedHead as `0x${string}` },
  store: { index: store.index, erasures: asSteps(store.erasures) },
  shares: asSteps(shares),
  indexer: { indexNow: async () => undefined },
  lease: createLease({ leases: store.leases, name: "erase", holder: "this one", clock: Date.now }),
  changes: createChainChanges(),
  clock: Date.now,
  logger: pino({ level: "silent" }),
  metrics: createServiceMetrics(),
  confirmations: 1,
});
const erased = await eraser.erase();
writeSync(1, `erased ${erased}\n`);
await store.close();
await shares.close();
