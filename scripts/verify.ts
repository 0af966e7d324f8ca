import { createPublicClient, type Hex, http } from "viem";
import { connectService } from "#client/service/connect-service.ts";
import { customersOf } from "#client/verify/customers-of.ts";
import { type ProvenRegistry, proveRegistry } from "#client/verify/prove-registry.ts";
import type { CustomerReport } from "#client/verify/verify-customers.ts";
import { verifyCustomers } from "#client/verify/verify-customers.ts";
import deployments from "#generated/deployments.json" with { type: "json" };
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { EXIT } from "./cli/exit-codes.ts";
import { parseOptions, usageError } from "./cli/parse-options.ts";
import { parseAddress, parseBytes32, parseHttpUrl, parseWhole } from "./cli/parse-values.ts";
import { createProgress } from "./cli/progress.ts";
import { runCommand } from "./cli/run-command.ts";

const HELP = `
npm run verify -- --rpc URL --registry ADDRESS (--customer ID | --all) [options]

Checks customers' whole chains as a stranger: no key, no account. The stored head is proven from the block's state root
(eth_getProof), every entry has to hash to it through its successors, and every payload's SHA-256 has to be the digest in
its entry. Neither the RPC nor the service is believed.

  --rpc URL             JSON-RPC endpoint; several have to agree on the block
  --registry ADDRESS    the KontorRegistry contract
  --service URL         where the payloads are; without it the entries are checked and the payloads are not
  --customer ID         a customer to check; may be given many times
  --all                 every customer of the registry
  --chain-id NUMBER     the chain that the RPC has to be on
  --from-block NUMBER   block of the registry's deployment, where the search for entries begins (default: as in
                        generated/deployments.json, or 0)
  --confirmations N     check the chain as of N - 1 blocks ago (default 1: the newest block)
  --block-hash HASH     check the chain as of this block; taken from a source you trust, nothing of the RPC is on trust
  --code-hash HASH      keccak256 of the registry's runtime code, where it is another version's
  --timeout SECONDS     how long an RPC or the service may stay silent (default 30)
  --json                one JSON object a customer, then one summary
  --help                this

Exit codes: 0 all verified, 1 refused, 2 bad usage or malformed input, 3 chain or service unavailable.
`;

const OPTIONS = {
  rpc: { type: "string", multiple: true },
  registry: { type: "string" },
  service: { type: "string" },
  customer: { type: "string", multiple: true },
  all: { type: "boolean" },
  "chain-id": { type: "string" },
  "from-block": { type: "string" },
  confirmations: { type: "string" },
  "block-hash": { type: "string" },
  "code-hash": { type: "string" },
  timeout: { type: "string" },
  json: { type: "boolean" },
} as const;

await runCommand({ help: HELP, main });

async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  const { json, chainId } = given;
  const progress = createProgress();
  const clients = given.rpcs.map((url) =>
    createPublicClient({ transport: http(url, { timeout: given.timeout, retryCount: 1 }), cacheTime: 0 }),
  );
  const proven = await proveRegistry({ ...given, clients });
  if (chainId !== undefined && proven.chainId !== chainId) {
    throw new KontorError({
      code: "WrongChain",
      message: `The RPC is on chain ${proven.chainId}, not on chain ${chainId}.`,
      details: { expected: chainId, actual: proven.chainId },
    });
  }
  const deploymentBlock = given.deploymentBlock ?? knownDeploymentBlock(proven);
  const customers = given.customers ?? (await customersOf({ proven, deploymentBlock }));
  if (!json) process.stdout.write(`${describeRegistry(proven)}\n`);
  const service =
    given.service === undefined ? undefined : connectService({ url: given.service, timeout: given.timeout });
  let done = 0;
  const reports = await verifyCustomers({
    proven,
    customers,
    deploymentBlock,
    ...(service === undefined ? {} : { service }),
    onReport: (report) => {
      progress.clear();
      process.stdout.write(json ? `${jsonOf(report)}\n` : describeReport(report));
      done++;
      progress.show(`${done} of ${customers.length} customers`);
    },
  });
  progress.clear();
  return summarise({ reports, proven, json });
}

function readArguments(args: readonly string[]) {
  const values = parseOptions({ args, options: OPTIONS });
  const rpcs = (values.rpc ?? []).map((text) => parseHttpUrl({ name: "--rpc", text }));
  if (rpcs.length === 0) throw usageError("--rpc is missing: the URL of a JSON-RPC endpoint of the chain.");
  if (values.registry === undefined) throw usageError("--registry is missing: the address of the KontorRegistry.");
  const ids = (values.customer ?? []).map((text) => parseBytes32({ name: "--customer", text }));
  if (ids.length > 0 === (values.all === true)) throw usageError("Give either --customer, once or more, or --all.");
  const whole = (name: "chain-id" | "from-block" | "confirmations" | "timeout", min: number) => {
    const text = values[name];
    return text === undefined ? undefined : parseWhole({ name: `--${name}`, text, min, max: 2 ** 50 });
  };
  const fromBlock = whole("from-block", 0);
  const hash = (name: "block-hash" | "code-hash") => {
    const text = values[name];
    return text === undefined
      ? {}
      : { [name === "block-hash" ? "blockHash" : "codeHash"]: parseBytes32({ name: `--${name}`, text }) };
  };
  if (values["block-hash"] !== undefined && values.confirmations !== undefined) {
    throw usageError("--block-hash names the block already: leave out --confirmations.");
  }
  return {
    rpcs,
    registry: parseAddress({ name: "--registry", text: values.registry }),
    service: values.service === undefined ? undefined : parseHttpUrl({ name: "--service", text: values.service }),
    customers: values.all === true ? undefined : [...new Set(ids)],
    chainId: whole("chain-id", 1),
    deploymentBlock: fromBlock === undefined ? undefined : BigInt(fromBlock),
    confirmations: whole("confirmations", 1) ?? 1,
    timeout: (whole("timeout", 1) ?? 30) * 1_000,
    json: values.json === true,
    ...hash("block-hash"),
    ...hash("code-hash"),
  };
}

/** Of a registry that this version knows; no entry is older. */
function knownDeploymentBlock({ chainId, registry }: ProvenRegistry): bigint {
  const known = (deployments as Readonly<Record<string, { registry: string; block: number }>>)[chainId];
  return known?.registry.toLowerCase() === registry ? BigInt(known.block) : 0n;
}

function summarise(parameters: { reports: readonly CustomerReport[]; proven: ProvenRegistry; json: boolean }): number {
  const { reports, proven, json } = parameters;
  const refused = reports.filter(({ verified }) => !verified);
  const entries = reports.reduce((sum, report) => sum + report.entries.length, 0);
  const unavailable = refused.length > 0 && refused.every(({ verdict }) => verdict === "unavailable");
  const result = refused.length === 0 ? "verified" : unavailable ? "unavailable" : "refused";
  if (json) {
    const { chainId, registry, trust } = proven;
    const block = { number: Number(proven.block.number), hash: proven.block.hash };
    const counts = { customers: reports.length, entries, verified: reports.length - refused.length };
    process.stdout.write(`${JSON.stringify({ result, ...counts, chainId, registry, block, trust })}\n`);
  } else {
    const checked = reports.some((report) => report.checked === "entries")
      ? " (entries only: give --service to check payloads)"
      : "";
    process.stdout.write(
      `${result}: ${reports.length - refused.length} of ${reports.length} customers, ${entries} entries${checked}\n`,
    );
  }
  return EXIT[result === "verified" ? "success" : result];
}

function describeRegistry({ registry, chainId, block, trust }: ProvenRegistry): string {
  const source = {
    "given block hash": "its hash was given",
    "agreeing RPCs": "all RPCs agree on it",
    "one RPC": "on one RPC's word: see --block-hash",
  };
  return `registry ${registry} on chain ${chainId}, code known, as of block ${block.number} ${block.hash} (${source[trust]})`;
}

function describeReport(report: CustomerReport): string {
  const lines = report.entries
    .filter(({ verdict }) => verdict !== "proven")
    .filter(() => report.checked === "entries and payloads" || !report.verified)
    .map(
      ({ sequence, verdict, reason }) =>
        `  entry ${sequence}: ${verdict}${reason === undefined ? "" : ` (${reason})`}\n`,
    );
  const verdict = report.verified && report.checked === "entries" ? "entries verified" : report.verdict;
  return `${report.customer} ${verdict}, ${report.entries.length} entries\n${lines.join("")}`;
}

function jsonOf({ customer, head, verdict, verified, checked, entries }: CustomerReport): string {
  const listed = entries.map((entry) => ({ ...entry, sequence: Number(entry.sequence) }));
  return JSON.stringify({ customer, head: head satisfies Hex | null, verdict, verified, checked, entries: listed });
}
