import { type Address, createPublicClient, createWalletClient, http } from "viem";
import { registerOrganisation } from "#client/acts/organisations.ts";
import { grantRole } from "#client/acts/roles.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { createIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import type { Identity } from "#client/keys/identity.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { connectRegistry } from "#client/registry/connect-registry.ts";
import type { ChainClient as Client, Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { connectService } from "#client/service/service.ts";
import { signIn } from "#client/service/sessions.ts";
import type { Journal } from "#client/write/journal.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { refusalOf } from "#test/client/refusal.ts";
import {
  type ChainClient,
  deployRegistry,
  developmentAccount,
  type RunningChain,
  startChain,
} from "#test/helpers/chain.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";

export const PASSPHRASE = "correct horse battery staple";

export type Member = { wallet: Wallet; address: Address; service: Service; identity: Identity; keyring: Keyring };

/** A chain, a registry, a service, and an organisation with a KEEPER and a second writer, all of them real. */
export type World = {
  chain: RunningChain;
  client: Client;
  registry: Registry;
  running: TestService;
  /** Without a session. */
  service: Service;
  organisation: Address;
  keeper: Member;
  writer: Member;
  stop: () => Promise<void>;
};

export const ACCOUNTS = {
  council: 0,
  organisation: 1,
  keeper: 2,
  writer: 3,
  newcomer: 4,
  outsider: 5,
  other: 6,
} as const;

export type StartWorldParameters = {
  client?: ChainClient;
  hardfork?: "amsterdam";
  /** More KONTOR_ variables of the service. */
  environment?: Readonly<Record<string, string>>;
};

export async function startWorld({
  client: kind = "hardhat",
  environment = {},
  ...more
}: StartWorldParameters = {}): Promise<World> {
  const chain = await startChain({ client: kind, ...more });
  const { registry: address, block } = await deployRegistry({ rpcUrl: chain.rpcUrl });
  const client = createPublicClient({ transport: http(chain.rpcUrl), pollingInterval: 50, cacheTime: 0 }) as Client;
  const registry = await connectRegistry({ client, address, chainId: chain.chainId, deploymentBlock: block });
  const running = await startTestService({
    rpcUrl: chain.rpcUrl,
    registry: address,
    deploymentBlock: block,
    environment,
  });
  const service = connectService({ url: running.url });
  const wallet = (index: number) => walletAt({ rpcUrl: chain.rpcUrl, index });
  const organisation = developmentAccount(ACCOUNTS.organisation).address.toLowerCase() as Address;
  await registerOrganisation({ registry, wallet: wallet(ACCOUNTS.council), organisation, name: "Northwind" });
  const give = async (by: number, to: number, role: "KEEPER" | "WRITER" | "READER") =>
    grantRole({
      registry,
      wallet: wallet(by),
      role: organisationRole(role, organisation),
      account: developmentAccount(to).address,
    });
  await give(ACCOUNTS.organisation, ACCOUNTS.keeper, "KEEPER");
  for (const member of [ACCOUNTS.keeper, ACCOUNTS.writer, ACCOUNTS.newcomer]) {
    for (const role of ["WRITER", "READER"] as const) await give(ACCOUNTS.keeper, member, role);
  }
  const place = { registry, service, rpcUrl: chain.rpcUrl };
  const first = await enrolAt({ ...place, index: ACCOUNTS.keeper });
  await foundOrganisationKey({ registry, service: first.service, wallet: first.wallet, organisation });
  const keyring = await openKeyring({ registry, service: first.service, organisation, identity: first.identity });
  const second = await enrolAt({ ...place, index: ACCOUNTS.writer });
  await admitAt({ registry, service: first.service, keyring, member: second });
  return {
    chain,
    client,
    registry,
    running,
    service,
    organisation,
    keeper: { ...first, keyring },
    writer: {
      ...second,
      keyring: await openKeyring({ registry, service: second.service, organisation, identity: second.identity }),
    },
    stop: async () => {
      await running.stop();
      await chain.stop();
    },
  };
}

export function walletAt({ rpcUrl, index }: { rpcUrl: string; index: number }): Wallet {
  const account = developmentAccount(index);
  return createWalletClient({ account, transport: http(rpcUrl), pollingInterval: 50 }) as unknown as Wallet;
}

export type Place = { registry: Registry; service: Service; rpcUrl: string };

export async function signInAt({ registry, service, rpcUrl, index }: Place & { index: number }) {
  const wallet = walletAt({ rpcUrl, index });
  const signedIn = await signIn({ service, wallet, chainId: registry.chainId, transport: "bearer" });
  return { wallet, address: wallet.account.address, service: signedIn.service };
}

export async function enrolAt(parameters: Place & { index: number }): Promise<Omit<Member, "keyring">> {
  const { registry } = parameters;
  const { wallet, address, service } = await signInAt(parameters);
  const identity = await createIdentity({ registry, account: address, passphrase: PASSPHRASE, cost: MIN_COST });
  return { wallet, address, service, identity: await enrol({ registry, service, wallet, identity }) };
}

export type AdmitParameters = {
  registry: Registry;
  /** Of the KEEPER. */
  service: Service;
  keyring: Keyring;
  member: Omit<Member, "keyring">;
};

/** Admits a member whose own client answers the challenge at once. */
export async function admitAt({ registry, service, keyring, member }: AdmitParameters): Promise<void> {
  const admission = { registry, service, keyring, member: member.address };
  const refusal = await refusalOf(admitMember(admission));
  if (refusal.code !== "PossessionNotProven") throw refusal;
  await answerChallenges({ registry, service: member.service, holder: holderOfIdentity(member.identity) });
  await admitMember(admission);
}

export type ContextParameters = { world: World; member?: Member; journal?: Journal; confirmations?: number };

/** The context of a member's write. */
export function contextOf(parameters: ContextParameters): WriteContext {
  const { world, member = world.keeper, journal = memoryJournal(), confirmations = 1 } = parameters;
  const { service, wallet, keyring } = member;
  return { registry: world.registry, service, wallet, keyring, journal, confirmations };
}
