import type { Hex } from "viem";
import { getEntries } from "#client/service/customers.ts";
import { connectService } from "#client/service/service.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { DEMO_ORGANISATIONS } from "../../demo/wallets.ts";
import type { Cleanup } from "../cli/cleanup.ts";
import { EXIT } from "../cli/exit-codes.ts";
import { createProgress, type Progress } from "../cli/progress.ts";
import { populate } from "./populate.ts";
import { runVerifier, type VerifierRun } from "./run-verifier.ts";
import { type LocalWorld, startLocalWorld } from "./start-local-world.ts";
import { flipStoredByte, withholdPayload } from "./tamper.ts";

type Refused = { customer: string; sequence: number; verdict: string };

/** Writes, verifies, damages, verifies again; answers the exit code. Throws `DemoFailed` where anything is not as it has to be. */
export async function runDemo({
  json,
  cleanup,
  signal,
}: {
  json: boolean;
  cleanup: Cleanup;
  signal: AbortSignal;
}): Promise<number> {
  const begun = performance.now();
  const progress = createProgress();
  const say = (text: string) => {
    progress.clear();
    if (!json) process.stdout.write(`${text}\n`);
  };
  const world = await startLocalWorld({ chainPort: 0, servicePort: 0, appDirectory: null, cleanup, signal });
  say(
    `chain ${world.registry.chainId} at ${world.rpcUrl}, registry ${world.registry.address}, service ${world.serviceUrl}`,
  );
  const { customers, entries } = await populate({ world, progress });
  const organisations = DEMO_ORGANISATIONS.map(({ name }) => name).join(" and ");
  say(`written: ${customers} customers with ${entries} entries, by members of ${organisations}`);
  const first = await verify({ world, progress, signal });
  const verified = first.reports.flatMap(({ entries: all }) => all.filter(isAccepted)).length;
  say(`verified by a separate process: ${verified} of ${entries} entries of ${first.summary.verified} customers`);
  expect(
    first.exitCode === EXIT.success && first.summary.customers === customers && verified === entries,
    "Not everything that was written was verified.",
  );
  const damaged = await damage({ world, run: first });
  say(`flipped one stored byte of customer ${damaged.flipped.customer}, entry ${damaged.flipped.sequence}`);
  say(`withheld the newest payload of customer ${damaged.withheld.customer}, entry ${damaged.withheld.sequence}`);
  const second = await verify({ world, progress, signal });
  const refused = second.reports.flatMap(({ customer, entries: all }) =>
    all
      .filter((entry) => !isAccepted(entry))
      .map(({ sequence, verdict }): Refused => ({ customer, sequence, verdict })),
  );
  for (const { customer, sequence, verdict } of refused)
    say(`refused: customer ${customer}, entry ${sequence}: ${verdict}`);
  expect(
    second.exitCode === EXIT.refused && sameRefusals({ refused, expected: Object.values(damaged) }),
    "The verifier did not name what was damaged, or named something else.",
  );
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  say(`as it has to be, after ${seconds} s`);
  if (json) process.stdout.write(`${JSON.stringify({ customers, entries, verified, refused, seconds })}\n`);
  return EXIT.success;
}

async function verify(parameters: {
  world: LocalWorld;
  progress: Progress;
  signal: AbortSignal;
}): Promise<VerifierRun> {
  const { world, progress, signal } = parameters;
  const { rpcUrl, serviceUrl, registry } = world;
  const onReport = (done: number) => progress.show(`verifying: ${done} customers`);
  return runVerifier({ rpcUrl, serviceUrl, registry: registry.address, signal, onReport });
}

/** Flips a byte under the second entry of one customer, and withholds the newest payload of another. */
async function damage(parameters: {
  world: LocalWorld;
  run: VerifierRun;
}): Promise<{ flipped: Refused; withheld: Refused }> {
  const { serviceUrl, databasePath } = parameters.world;
  const service = connectService({ url: serviceUrl });
  const [one, other] = parameters.run.reports.filter(({ entries }) => entries.length > 2);
  expect(one !== undefined && other !== undefined, "There are no two customers to damage.");
  const entryOf = async (customer: string, at: number) => {
    const entry = (await getEntries({ service, customer: customer as Hex })).at(at)?.entry;
    expect(entry !== undefined, "The service does not list an entry that was verified.");
    return { digest: entry.body.payloadDigest, sequence: Number(entry.header.sequence) };
  };
  const flipped = await entryOf(one.customer, 1);
  const withheld = await entryOf(other.customer, -1);
  flipStoredByte({ databasePath, digest: flipped.digest });
  withholdPayload({ databasePath, digest: withheld.digest });
  return {
    flipped: { customer: one.customer, sequence: flipped.sequence, verdict: "tampered" },
    withheld: { customer: other.customer, sequence: withheld.sequence, verdict: "unavailable" },
  };
}

function isAccepted({ verdict }: { verdict: string }): boolean {
  return verdict === "proven";
}

function sameRefusals({ refused, expected }: { refused: readonly Refused[]; expected: readonly Refused[] }): boolean {
  const names = (list: readonly Refused[]) =>
    list
      .map((one) => JSON.stringify(one))
      .sort()
      .join();
  return names(refused) === names(expected);
}

function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new KontorError({ code: "DemoFailed", message });
}
