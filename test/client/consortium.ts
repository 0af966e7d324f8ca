import type { Address, Hex } from "viem";
import type { RotationContext } from "#client/access/rotation-context.ts";
import { type ShareCustomersParameters, type Shared, shareCustomers } from "#client/access/share-customers.ts";
import { registerOrganisation } from "#client/acts/organisations.ts";
import { grantRole } from "#client/acts/roles.ts";
import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import { holderOfIdentity, holderOfKeyring } from "#client/keys/holder.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { readCustomer } from "#client/read/read-customer.ts";
import { awaitIndex } from "#client/service/registry.ts";
import { newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { memoryRotationJournal } from "#test/client/memory-rotation-journal.ts";
import {
  ACCOUNTS,
  admitAt,
  contextOf,
  enrolAt,
  type Member,
  startWorld,
  type World,
  walletAt,
} from "#test/client/world.ts";
import { developmentAccount, hasAnvil } from "#test/helpers/chain.ts";

/** Beside those of the world: a second organisation and a customer's own wallet. */
const MORE_ACCOUNTS = { other: 6, otherKeeper: 7, otherReader: 8, subject: 9 } as const;

/** Two organisations and a subject, all of them real; the first one writes, the others are to read. */
export type Consortium = World & {
  other: { organisation: Address; keeper: Member; reader: Member };
  subject: Omit<Member, "keyring">;
};

export async function startConsortium(): Promise<Consortium> {
  const world = await startWorld({ client: hasAnvil() ? "anvil" : "hardhat" });
  const { registry, service, chain } = world;
  const place = { registry, service, rpcUrl: chain.rpcUrl };
  const wallet = (index: number) => walletAt({ rpcUrl: chain.rpcUrl, index });
  const organisation = developmentAccount(MORE_ACCOUNTS.other).address.toLowerCase() as Address;
  await registerOrganisation({ registry, wallet: wallet(ACCOUNTS.council), organisation, name: "Speedy" });
  const give = (by: number, to: number, role: "KEEPER" | "WRITER" | "READER") =>
    grantRole({
      registry,
      wallet: wallet(by),
      role: organisationRole(role, organisation),
      account: developmentAccount(to).address,
    });
  await give(MORE_ACCOUNTS.other, MORE_ACCOUNTS.otherKeeper, "KEEPER");
  await give(MORE_ACCOUNTS.otherKeeper, MORE_ACCOUNTS.otherKeeper, "WRITER");
  await give(MORE_ACCOUNTS.otherKeeper, MORE_ACCOUNTS.otherKeeper, "READER");
  await give(MORE_ACCOUNTS.otherKeeper, MORE_ACCOUNTS.otherReader, "READER");
  const keeper = await enrolAt({ ...place, index: MORE_ACCOUNTS.otherKeeper });
  await foundOrganisationKey({ registry, service: keeper.service, wallet: keeper.wallet, organisation });
  const open = ({ service: own, identity }: Omit<Member, "keyring">) =>
    openKeyring({ registry, service: own, organisation, identity });
  const reader = await enrolAt({ ...place, index: MORE_ACCOUNTS.otherReader });
  await admitAt({ registry, service: keeper.service, keyring: await open(keeper), member: reader });
  return {
    ...world,
    other: {
      organisation,
      keeper: { ...keeper, keyring: await open(keeper) },
      reader: { ...reader, keyring: await open(reader) },
    },
    subject: await enrolAt({ ...place, index: MORE_ACCOUNTS.subject }),
  };
}

/** Writes records as a new customer's first entries, or on top of one that is there. */
export async function write(parameters: {
  world: World;
  records: readonly unknown[];
  customer?: Hex;
  member?: Member;
}): Promise<Hex> {
  const { world, records, member = world.keeper } = parameters;
  const place =
    parameters.customer === undefined
      ? newCustomer({ organisation: world.organisation })
      : { customer: parameters.customer };
  const context = contextOf({ world, member });
  const drafts = records.map((record) => ({ ...place, record }));
  const prepared = await prepareWrite({ context, id: `${place.customer} ${Math.random()}`, drafts });
  const written = await runWrite({ context, write: prepared, pollInterval: 20 });
  if (written.state.step !== "confirmed") throw new Error(`The write is ${written.state.step}.`);
  await settle(world);
  return place.customer;
}

/** Waits until the service's index has the newest block. */
export async function settle(world: World): Promise<void> {
  await awaitIndex({ service: world.service, blockNumber: await world.client.getBlockNumber({ cacheTime: 0 }) });
}

/** What somebody reads of a customer: each entry's text, or why there is none. */
export async function readAs(parameters: {
  world: World;
  customer: Hex;
  as: Member | Omit<Member, "keyring">;
}): Promise<{ verdict: string; entries: [verdict: string, content: string][] }> {
  const { world, customer, as } = parameters;
  const reader = "keyring" in as ? { keyring: as.keyring } : { identity: as.identity };
  const read = await readCustomer({
    registry: world.registry,
    service: as.service,
    customer,
    confirmations: 1,
    ...reader,
  });
  return {
    verdict: read.verdict,
    entries: read.entries.map(({ verdict, record, refusal }) => [verdict, record?.schema ?? refusal ?? "nothing"]),
  };
}

export type ShareParameters = Pick<ShareCustomersParameters, "customers"> &
  Partial<Pick<ShareCustomersParameters, "grantee" | "scope" | "until">>;

/** Shares as the first organisation's KEEPER; the other organisation answers its challenge by itself. */
export async function share(world: Consortium, parameters: ShareParameters): Promise<Shared> {
  const { registry, keeper, other } = world;
  const { service, wallet, keyring } = keeper;
  const defaults = { grantee: other.organisation, scope: 0, until: null };
  const sharing = { registry, service, wallet, keyring, ...defaults, ...parameters };
  try {
    return await shareCustomers(sharing);
  } catch (error) {
    if (!isKontorError(error) || error.code !== "PossessionNotProven") throw error;
  }
  await answerAll(world);
  return shareCustomers(sharing);
}

/** Everybody answers the challenges that wait for them, as their open dApps do. */
export async function answerAll({ registry, other, subject }: Consortium): Promise<void> {
  await answerChallenges({ registry, service: other.keeper.service, holder: holderOfKeyring(other.keeper.keyring) });
  await answerChallenges({ registry, service: subject.service, holder: holderOfIdentity(subject.identity) });
}

/** The context of the first KEEPER's rotations. */
export function rotationContext(world: Consortium): RotationContext {
  const { registry, organisation, keeper } = world;
  const { service, wallet, identity } = keeper;
  return { registry, service, wallet, identity, organisation, journal: memoryRotationJournal() };
}

/** Moves the chain's clock on, and mines a block. */
export async function pass(world: World, seconds: number): Promise<void> {
  const ask = world.client.request as (call: { method: string; params: unknown[] }) => Promise<unknown>;
  await ask({ method: "evm_increaseTime", params: [seconds] });
  await ask({ method: "evm_mine", params: [] });
  await settle(world);
}
