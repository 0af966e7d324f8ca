import { createPublicClient, http } from "viem";
import { whoCouldDecrypt } from "#client/access/who-could-decrypt.ts";
import { askChain } from "#client/registry/ask-chain.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient } from "#client/registry/registry.ts";
import type { AccessAnswer, AccessHolder, AccessMoment } from "#protocol/access/access-answer.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { kindName } from "#protocol/chain/kinds.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../cli/command.ts";
import { CHAIN_OPTIONS } from "../cli/connect-chain.ts";
import { CUSTOMER_OPTION, requireCustomer } from "../cli/customer-option.ts";
import { readDeployments } from "../cli/deployments.ts";
import { EXIT } from "../cli/exit-codes.ts";
import { parseMoment, timeOf } from "../cli/parse-moment.ts";
import { usageError } from "../cli/parse-options.ts";
import { parseAddress, parseHttpUrl, parseWhole } from "../cli/parse-values.ts";

const OPTIONS = {
  rpc: CHAIN_OPTIONS.rpc,
  registry: CHAIN_OPTIONS.registry,
  deployments: CHAIN_OPTIONS.deployments,
  customer: CUSTOMER_OPTION,
  at: {
    type: "string",
    value: "TIME|BLOCK",
    text: "the moment: a block number, or a time such as 2026-01-31T12:00:00Z (default: the newest block)",
  },
  "chain-id": CHAIN_OPTIONS["chain-id"],
  "from-block": {
    type: "string",
    value: "NUMBER",
    text: "block of the registry's deployment (default: as in the deployments, or 0)",
  },
  timeout: { type: "string", value: "SECONDS", text: "how long the RPC may stay silent (default 30)" },
  json: JSON_OPTION,
} as const satisfies Options;

export const access = defineCommand({
  usage: "--rpc URL --registry ADDRESS --customer ID [options]",
  text: `
Who could decrypt a customer's entries at a moment? Answered from the chain's history alone: roles, grants, subjects, published
keys, key epochs, erasure. No service is asked, no account is needed. The RPC's events are believed: one that leaves events
out changes the answer, so ask two.`,
  options: OPTIONS,
  example: "--rpc http://127.0.0.1:8545 --registry 0x5fbd…0aa3 --customer 0x1f40…9c2e --at 2026-11-21T12:00:00Z",
  ends: { success: "answered", refused: "refused (the chain knew no such customer then)" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const given = readArguments(values);
  const deployments = await readDeployments(values.deployments);
  const client = createPublicClient({
    transport: http(given.rpc, { timeout: given.timeout, retryCount: 1 }),
    cacheTime: 0,
  }) as ChainClient;
  const chainId = given.chainId ?? (await askChain(() => client.getChainId()));
  const { customer, at, json } = given;
  const recorded = deployments[chainId];
  const address = given.registry ?? recorded?.registry;
  if (address === undefined) {
    throw usageError("--registry is missing: the address of the KontorRegistry, which the deployments do not name.");
  }
  const known = recorded?.registry === address ? recorded.block : 0;
  const deploymentBlock = BigInt(given.deploymentBlock ?? known);
  const registry = await connectRegistry({ client, address, chainId, deploymentBlock });
  const answer = await whoCouldDecrypt({ registry, customer, ...(at === undefined ? {} : { at }) });
  process.stdout.write(json ? `${JSON.stringify(answer, withBigInts)}\n` : describe(answer));
  return answer.state === "unknown" ? EXIT.refused : EXIT.success;
}

function readArguments(values: Values<typeof OPTIONS>) {
  if (values.rpc === undefined) throw usageError("--rpc is missing: the URL of a JSON-RPC endpoint of the chain.");
  const whole = (name: "chain-id" | "from-block" | "timeout", min: number) => {
    const text = values[name];
    return text === undefined ? undefined : parseWhole({ name: `--${name}`, text, min, max: 2 ** 50 });
  };
  return {
    rpc: parseHttpUrl({ name: "--rpc", text: values.rpc }),
    registry: values.registry === undefined ? undefined : parseAddress({ name: "--registry", text: values.registry }),
    customer: requireCustomer(values.customer),
    at: values.at === undefined ? undefined : parseMoment({ name: "--at", text: values.at }),
    chainId: whole("chain-id", 1),
    deploymentBlock: whole("from-block", 0),
    timeout: (whole("timeout", 1) ?? 30) * 1_000,
    json: values.json === true,
  };
}

function describe({ customer, at, state, steward, sequence, holders, former, limits }: AccessAnswer): string {
  const when = `${timeOf(at.timestamp)}${at.block === undefined ? "" : ` (block ${at.block})`}`;
  if (state === "unknown") return `customer ${customer}: not known to the chain at ${when}\n`;
  const head = `customer ${customer}\nat ${when}: ${state}, entry ${sequence}, steward ${steward}\n`;
  const list = (title: string, of: readonly AccessHolder[], none: string) =>
    `\n${title}\n${of.length === 0 ? `  ${none}\n` : of.map((holder) => `  ${describeHolder(holder)}\n`).join("")}`;
  return [
    head,
    list("Could decrypt then:", holders, "nobody"),
    list("Could before:", former, "nobody else"),
    `\nWhat this does not say:\n${limits.map((limit) => `  ${limit}\n`).join("")}`,
  ].join("");
}

function describeHolder({
  account,
  through,
  organisation,
  roles,
  grant,
  kinds,
  since,
  until,
  reach,
}: AccessHolder): string {
  const place = organisation === null ? "" : ` of ${organisation}${roles.length === 0 ? "" : ` (${roles.join(", ")})`}`;
  const granted =
    grant === null
      ? ""
      : ` by a grant of ${grant.steward} for ${grant.customer === ALL_CUSTOMERS ? "all customers" : "it"}`;
  const how = {
    member: `member${place}`,
    grant: `${organisation === null ? "itself" : `member${place}`}${granted}`,
    subject: "the subject",
  };
  const end = until === null ? "no end" : `until ${momentOf(until)}`;
  const opened = reach === null ? "no entry" : `entries up to ${reach}`;
  return `${account}, ${how[through]}; ${kinds.map(kindName).join(", ")}; since ${momentOf(since)}, ${end}; ${opened}`;
}

function momentOf({ timestamp, block }: AccessMoment): string {
  return block === null ? timeOf(timestamp) : `${timeOf(timestamp)} (block ${block})`;
}

function withBigInts(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
