import { createPublicClient, createWalletClient, type Hex, http } from "viem";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { unlockIdentity } from "#client/keys/unlock-identity.ts";
import { fileJournal } from "#client/node/file-journal.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient, Wallet } from "#client/registry/registry.ts";
import { connectService } from "#client/service/service.ts";
import { signIn } from "#client/service/sessions.ts";
import { draftWrite } from "#client/write/draft-write.ts";
import type { Journal } from "#client/write/journal.ts";
import { runWrite } from "#client/write/run-write.ts";
import { companyProfile, order } from "#test/client/records.ts";
import { developmentAccount } from "#test/helpers/chain.ts";

/*
 * A program that makes one write and can be told where to die: `before` or `after` the journal has a step. Before a step is
 * after the work of that step: before `submitted` the transaction has left and nothing says so, before `signed` it was signed.
 */

export type KilledWriterOptions = {
  rpcUrl: string;
  serviceUrl: string;
  registry: Hex;
  deploymentBlock: string;
  organisation: Hex;
  passphrase: string;
  journal: string;
  id: string;
  customer: Hex;
  salt: Hex;
  accountIndex: number;
  /** Let the node sign, as an injected wallet would, instead of a key in this process. */
  injected: boolean;
  die: { when: "before" | "after"; step: string } | null;
};

const options: KilledWriterOptions = JSON.parse(process.argv[2] ?? "{}");
const transport = http(options.rpcUrl);
const client = createPublicClient({ transport, pollingInterval: 20, cacheTime: 0 }) as ChainClient;
const local = developmentAccount(options.accountIndex);
const signing = createWalletClient({ account: local, transport }) as unknown as Wallet;
const wallet = options.injected
  ? (createWalletClient({ account: local.address, transport }) as unknown as Wallet)
  : signing;
const registry = await connectRegistry({
  client,
  address: options.registry,
  chainId: 31337,
  deploymentBlock: BigInt(options.deploymentBlock),
});
const unsigned = connectService({ url: options.serviceUrl });
const { service } = await signIn({ service: unsigned, wallet: signing, chainId: 31337, transport: "bearer" });
const unlock = { type: "passphrase", passphrase: options.passphrase } as const;
const identity = await unlockIdentity({ registry, service, account: local.address, unlock });
const keyring = await openKeyring({ registry, service, organisation: options.organisation, identity });
const { customer, salt } = options;
const context = { registry, service, wallet, keyring, journal: deadlyJournal(), confirmations: 1 };
const drafts = [
  { customer, salt, record: companyProfile() },
  { customer, salt, record: order("1") },
];
const write = await draftWrite({ context, id: options.id, drafts });
const end = await runWrite({ context, write, pollInterval: 20 });
process.stdout.write(end.state.step);

function deadlyJournal(): Journal {
  const journal = fileJournal({ directory: options.journal });
  return {
    ...journal,
    save: async (saved) => {
      const dies = (when: string) => options.die?.when === when && options.die.step === saved.state.step;
      if (dies("before")) process.kill(process.pid, "SIGKILL");
      await journal.save(saved);
      if (dies("after")) process.kill(process.pid, "SIGKILL");
    },
  };
}
