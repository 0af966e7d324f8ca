import type { Hex } from "viem";
import { liveGrants } from "#client/access/live-grants.ts";
import { eraseCustomer } from "#client/acts/erasure.ts";
import { checkErasure, type ErasureReport } from "#client/read/check-erasure.ts";
import { connectRpc } from "#client/verify/connect-rpc.ts";
import { proveRegistry } from "#client/verify/prove-registry.ts";
import { type CustomerReport, verifyCustomers } from "#client/verify/verify-customers.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { ask } from "../../cli/ask.ts";
import { defineCommand, JSON_OPTION, type Options, type Values } from "../../cli/command.ts";
import { type ConnectedChain, connectChain } from "../../cli/connect-chain.ts";
import { connectOwnService } from "../../cli/connect-own-service.ts";
import { CUSTOMER_OPTION, requireCustomer } from "../../cli/customer-option.ts";
import { EXIT } from "../../cli/exit-codes.ts";
import { ACCOUNT_OPTIONS } from "../../cli/open-member.ts";
import { openWallet } from "../../cli/open-wallet.ts";
import { usageError } from "../../cli/parse-options.ts";
import { parseWhole } from "../../cli/parse-values.ts";
import { printResult } from "../../cli/print-result.ts";
import { createProgress } from "../../cli/progress.ts";

const DEFAULT_WAIT_SECONDS = 900;
const MAX_WAIT_SECONDS = 7 * 86_400;
const INTERVAL = 1_000;

const OPTIONS = {
  customer: CUSTOMER_OPTION,
  confirm: { type: "string", value: "ID", text: "the customer's id once more, where there is no terminal to ask at" },
  wait: {
    type: "string",
    value: "SECONDS",
    text: `how long to wait for the service's receipt (default ${DEFAULT_WAIT_SECONDS})`,
  },
  ...ACCOUNT_OPTIONS,
  json: JSON_OPTION,
} as const satisfies Options;

export const customerErase = defineCommand({
  usage: "--customer ID [--confirm ID] [options]",
  text: `
Erases a customer, for good: ends its chain of entries, after which the service destroys the keys and the payloads. First proves that
chain, registry and service are the ones that are meant, verifies the customer's whole chain, and says what will be destroyed; then
asks for the id again. By COMPLIANCE, a KEEPER or the organisation's account. Then waits for the service's receipt and checks
it. What somebody has read or copied stays with them.`,
  options: OPTIONS,
  example: "--customer 0x1f40…9c2e --service http://127.0.0.1:8787 --keystore compliance.json",
  ends: { success: "erased, and the receipt holds", refused: "refused" },
  main,
});

async function main(values: Values<typeof OPTIONS>): Promise<number> {
  const customer = requireCustomer(values.customer);
  const wait = parseWhole({
    name: "--wait",
    text: values.wait ?? String(DEFAULT_WAIT_SECONDS),
    min: 0,
    max: MAX_WAIT_SECONDS,
  });
  const chain = await connectChain(values);
  const { service } = await connectOwnService({ values, chain });
  const report = await proveCustomer({ chain, service, customer });
  const { registry } = chain;
  await expectConfirmed({ customer, confirm: values.confirm, warning: await warningOf({ chain, report }) });
  const wallet = await openWallet({ values, chain });
  const { transactionHash } = await eraseCustomer({ registry, service, wallet, customer });
  const receipt = await awaitReceipt({ check: () => checkErasure({ registry, service, customer }), wait });
  printResult({ json: values.json, result: { transactionHash, ...receipt }, text: describe(receipt) });
  return receipt.holds ? EXIT.success : EXIT.unavailable;
}

/** Nothing is destroyed on a word: the head is proven from the block's state root, and every entry and payload checked. */
async function proveCustomer(parameters: {
  chain: ConnectedChain;
  service: Awaited<ReturnType<typeof connectOwnService>>["service"];
  customer: Hex;
}): Promise<CustomerReport> {
  const { chain, service, customer } = parameters;
  const { registry, rpcUrl, timeout } = chain;
  const client = connectRpc({ url: rpcUrl, timeout });
  const proven = await proveRegistry({ clients: [client], registry: registry.address });
  const { deploymentBlock } = registry;
  for await (const report of verifyCustomers({ proven, customers: [customer], service, deploymentBlock })) {
    // What is damaged can still be erased; what is not there, or is already, cannot.
    if (report.head === null)
      throw notErasable({ customer, code: "CustomerNotFound", why: "The registry knows no such customer." });
    if (report.verdict === "erased")
      throw notErasable({ customer, code: "CustomerErased", why: "The customer was erased already." });
    return report;
  }
  throw new KontorError({ code: "InvariantBroken", message: "A customer was not verified." });
}

async function warningOf(parameters: { chain: ConnectedChain; report: CustomerReport }): Promise<string> {
  const { chain, report } = parameters;
  const { registry } = chain;
  const grants = (await liveGrants({ registry })).filter(
    (grant) => grant.customer === report.customer || grant.customer === ALL_CUSTOMERS,
  );
  return [
    `This erases customer ${report.customer}`,
    `  registry ${registry.address} on chain ${registry.chainId}`,
    `  ${report.entries.length} entries, ${report.verified ? "verified" : `not verified: ${report.verdict}`}`,
    `  grants that cover it, or all customers of a steward: ${grants.length}`,
    "Its chain ends for good. The service destroys its keys, wraps and payloads: nobody can open them again, from no backup",
    "once the last backup of the shares is gone. This cannot be undone.",
    "",
  ].join("\n");
}

async function expectConfirmed(parameters: {
  customer: Hex;
  confirm: string | undefined;
  warning: string;
}): Promise<void> {
  const { customer, confirm, warning } = parameters;
  process.stderr.write(warning);
  const again =
    confirm ?? (process.stdin.isTTY ? await ask({ prompt: "The customer's id once more: ", hidden: false }) : null);
  if (again === null)
    throw usageError("--confirm is missing: the customer's id once more, where there is no terminal.");
  if (again.trim().toLowerCase() !== customer) throw usageError("The ids are not the same: nothing was erased.");
}

async function awaitReceipt(parameters: { check: () => Promise<ErasureReport>; wait: number }): Promise<ErasureReport> {
  const { check, wait } = parameters;
  const end = Date.now() + 1_000 * wait;
  const progress = createProgress();
  for (;;) {
    const report = await check();
    if (report.holds || Date.now() >= end) {
      progress.clear();
      return report;
    }
    progress.show(
      `on chain; waiting for the service to destroy the keys (${report.receipt?.state ?? "no receipt yet"})`,
    );
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

function describe({ customer, holds, receipt, contradictions, served }: ErasureReport): string {
  if (holds)
    return `${customer} is erased. The service's receipt agrees with the chain: its keys and payloads are destroyed.`;
  const state = receipt === null ? "gives no receipt" : `says ${receipt.state}`;
  return `${customer} is erased on chain. The service ${state}; ${served.length} payloads are still served, ${contradictions.length} members of the receipt contradict the chain. Look again with the receipt's page, or kontor verify.`;
}

function notErasable(parameters: {
  customer: Hex;
  code: "CustomerNotFound" | "CustomerErased";
  why: string;
}): KontorError {
  const { customer, code, why } = parameters;
  const hints = ["Check the id, and that the chain is the right one."];
  return new KontorError({ code, message: why, hints, details: { customer } });
}
