import { connectService } from "#client/service/service.ts";
import { boundService } from "#client/verify/bound-service.ts";
import { connectRpc } from "#client/verify/connect-rpc.ts";
import { findCustomers } from "#client/verify/find-customers.ts";
import { type ProvenRegistry, proveRegistry } from "#client/verify/prove-registry.ts";
import { verifyCustomers } from "#client/verify/verify-customers.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { defineCommand, type Options, type Values } from "../cli/command.ts";
import { CHAIN_OPTIONS } from "../cli/connect-chain.ts";
import { DEPLOYMENTS_OPTION, type Deployments, readDeployments } from "../cli/deployments.ts";
import { EXIT } from "../cli/exit-codes.ts";
import { usageError } from "../cli/parse-options.ts";
import { parseAddress, parseBytes32, parseHttpUrl, parseWhole } from "../cli/parse-values.ts";
import { createProgress } from "../cli/progress.ts";
import { describeRegistry, describeReport, jsonOfReport } from "../verification/describe-report.ts";
import { describeSummary, jsonOfSummary } from "../verification/describe-summary.ts";
import { createTally } from "../verification/tally.ts";

const OPTIONS = {
  rpc: {
    type: "string",
    multiple: true,
    value: "URL",
    text: "JSON-RPC endpoint; several have to be equally far, and agree on the block",
    variable: "KONTOR_RPC_URL",
  },
  registry: {
    type: "string",
    value: "ADDRESS",
    text: "the KontorRegistry contract (default: the one in the deployments for --chain-id)",
    variable: "KONTOR_REGISTRY",
  },
  deployments: DEPLOYMENTS_OPTION,
  service: {
    type: "string",
    value: "URL",
    text: "where the payloads are; without it the entries are checked and the payloads are not",
    variable: "KONTOR_SERVICE_URL",
  },
  customer: { type: "string", multiple: true, value: "ID", text: "a customer to check" },
  all: { type: "boolean", text: "every customer that the registry's events or the service name" },
  "chain-id": CHAIN_OPTIONS["chain-id"],
  "from-block": {
    type: "string",
    value: "NUMBER",
    text: "block of the registry's deployment, where the search for entries begins (default: as in the deployments, or 0)",
  },
  confirmations: {
    type: "string",
    value: "N",
    text: "check the chain as of N - 1 blocks ago (default 1: the newest block)",
  },
  "block-hash": {
    type: "string",
    value: "HASH",
    text: "check the chain as of this block, of any age; taken from a source you trust, nothing of the RPC is on trust",
  },
  "code-hash": {
    type: "string",
    value: "HASH",
    text: "keccak256 of the registry's runtime code, where it is another version's",
  },
  "max-age": {
    type: "string",
    value: "SECONDS",
    text: "how old the newest block may be (default 600; a development chain's, 31337, may be of any age)",
  },
  "max-spread": {
    type: "string",
    value: "N",
    text: "how many blocks the newest ones of several RPCs may be apart (default 5)",
  },
  timeout: {
    type: "string",
    value: "SECONDS",
    text: "how long an answer of an RPC or the service may take (default 30)",
  },
  deadline: {
    type: "string",
    value: "SECONDS",
    text: "how long everything may take; what is left then is unavailable (default 1800)",
  },
  json: { type: "boolean", text: "one JSON object a customer, then one summary" },
} as const satisfies Options;

export const verify = defineCommand({
  usage: "--rpc URL --registry ADDRESS (--customer ID | --all) [options]",
  text: `
Checks customers' whole chains as a stranger: no key, no account. The stored head is proven from the block's state root
(eth_getProof), every entry has to hash to it through its successors, and every payload's SHA-256 has to be the digest in
its entry. Neither the RPC nor the service is believed.`,
  options: OPTIONS,
  example: "--rpc http://127.0.0.1:8545 --registry 0x5fbd…0aa3 --service http://127.0.0.1:8787 --all",
  ends: {
    success: "all verified, and at least one",
    refused: "something is refused (also where more is unavailable)",
  },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const deployments = await readDeployments(values.deployments);
  const given = readArguments({ values, deployments });
  const { json, chainId, timeout } = given;
  const signal = AbortSignal.timeout(given.deadline);
  const progress = createProgress();
  const clients = given.rpcs.map((url) => connectRpc({ url, timeout, signal }));
  const proven = await proveRegistry({ ...given, clients });
  if (chainId !== undefined && proven.chainId !== chainId) {
    throw new KontorError({
      code: "WrongChain",
      message: `The RPC is on chain ${proven.chainId}, not on chain ${chainId}.`,
      details: { expected: chainId, actual: proven.chainId },
    });
  }
  if (!json) process.stdout.write(`${describeRegistry(proven)}\n`);
  const more = {
    deploymentBlock: given.deploymentBlock ?? knownDeploymentBlock({ proven, deployments }),
    ...(given.service === undefined
      ? {}
      : { service: boundService({ service: connectService({ url: given.service, timeout }), signal }) }),
  };
  const found = given.customers === undefined ? await findCustomers({ proven, ...more }) : null;
  const customers = given.customers ?? found?.customers ?? [];
  const tally = createTally();
  for await (const report of verifyCustomers({ proven, customers, signal, ...more })) {
    progress.clear();
    process.stdout.write(json ? `${jsonOfReport(report)}\n` : describeReport(report));
    tally.add(report);
    progress.count({ what: "verifying customers", done: tally.counts.customers, total: customers.length });
  }
  progress.clear();
  const summary = { tally, found, proven, late: signal.aborted };
  process.stdout.write(json ? `${jsonOfSummary(summary)}\n` : describeSummary(summary));
  const result = tally.result();
  return EXIT[result === "verified" ? "success" : result];
}

type WholeOption = "chain-id" | "from-block" | "confirmations" | "timeout" | "deadline" | "max-age" | "max-spread";

function readArguments({ values, deployments }: { values: Values<typeof OPTIONS>; deployments: Deployments }) {
  const rpcs = (values.rpc ?? []).map((text) => parseHttpUrl({ name: "--rpc", text }));
  if (rpcs.length === 0) throw usageError("--rpc is missing: the URL of a JSON-RPC endpoint of the chain.");
  // Of a chain that the caller names, not of the one that an RPC claims to be on.
  const recorded = deployments[values["chain-id"] ?? ""]?.registry;
  const registry = values.registry ?? recorded;
  if (registry === undefined) {
    throw usageError(
      "--registry is missing: the address of the KontorRegistry, or --chain-id of a recorded deployment.",
    );
  }
  const ids = (values.customer ?? []).map((text) => parseBytes32({ name: "--customer", text }));
  if (ids.length > 0 === (values.all === true)) throw usageError("Give either --customer, once or more, or --all.");
  const whole = (name: WholeOption, min: number) => {
    const text = values[name];
    return text === undefined ? undefined : parseWhole({ name: `--${name}`, text, min, max: 2 ** 50 });
  };
  const fromBlock = whole("from-block", 0);
  const bound = (name: "maxAge" | "maxSpread", value: number | undefined) =>
    value === undefined ? {} : { [name]: value };
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
    registry: parseAddress({ name: "--registry", text: registry }),
    service: values.service === undefined ? undefined : parseHttpUrl({ name: "--service", text: values.service }),
    customers: values.all === true ? undefined : [...new Set(ids)],
    chainId: whole("chain-id", 1),
    deploymentBlock: fromBlock === undefined ? undefined : BigInt(fromBlock),
    confirmations: whole("confirmations", 1) ?? 1,
    timeout: seconds(whole("timeout", 1) ?? 30),
    deadline: seconds(whole("deadline", 1) ?? 1_800),
    ...bound("maxAge", whole("max-age", 0)),
    ...bound("maxSpread", whole("max-spread", 0)),
    json: values.json === true,
    ...hash("block-hash"),
    ...hash("code-hash"),
  };
}

/** Milliseconds; timers cannot be set for longer than 24 days. */
function seconds(count: number): number {
  return Math.min(count * 1_000, 2 ** 31 - 1);
}

/** Of a registry that this version knows; no entry is older. */
function knownDeploymentBlock({ proven, deployments }: { proven: ProvenRegistry; deployments: Deployments }): bigint {
  const known = deployments[proven.chainId];
  return known?.registry === proven.registry ? BigInt(known.block) : 0n;
}
