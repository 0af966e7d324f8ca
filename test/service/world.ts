import { createHash, randomBytes } from "node:crypto";
import {
  type Account,
  type Address,
  bytesToHex,
  type Chain,
  createPublicClient,
  createTestClient,
  createWalletClient,
  defineChain,
  type Hex,
  http,
  type PublicClient,
  type TestClient,
  type Transport,
  type WalletClient,
} from "viem";
import { type HDAccount, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { type Entry, nextEntry, originOf, predecessorOf } from "#protocol/chain/entry.ts";
import { NO_END } from "#protocol/chain/grants.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { type OrganisationRole, organisationRole } from "#protocol/chain/roles.ts";
import { encodeEnvelopeHeader, TAG_LENGTH } from "#protocol/envelope/header.ts";
import { encodeHistoryHeader, HISTORY_WRAP_LENGTH } from "#protocol/keys/history-header.ts";
import { lockLength } from "#protocol/keys/identity-lock.ts";
import { CHECK_LENGTH, encodeIdentityHeader, joinIdentity } from "#protocol/keys/sealed-identity-format.ts";
import { encodeSealedHeader, SEALED_SECRET_LENGTH, type SealedPurpose } from "#protocol/keys/sealed-secret-header.ts";
import { encodeWrapHeader, WRAP_LENGTH, type Wrapper } from "#protocol/keys/wrap-header.ts";
import { deployRegistry, developmentAccount, hasAnvil, type RunningChain, startChain } from "#test/helpers/chain.ts";

const RECOVERY_LOCK = 2;

export type World = {
  chain: RunningChain;
  chainId: number;
  registry: Address;
  deploymentBlock: bigint;
  publicClient: PublicClient;
  testClient: TestClient<"anvil" | "hardhat", Transport, Chain>;
  /** Sends a registry call from an account and waits for its receipt. */
  send(parameters: { from: Account; functionName: string; args: readonly unknown[] }): Promise<Hex>;
  stop(): Promise<void>;
};

export type TestOrganisation = {
  account: HDAccount;
  address: Address;
  writer: HDAccount;
  reader: HDAccount;
};

export const council = developmentAccount(0);

/** Lower-case address of an account. */
export const addressOf = ({ address }: { address: Address }): Address => address.toLowerCase() as Address;

/** An account that nobody has funded or given a role. */
export const stranger = () => privateKeyToAccount(bytesToHex(randomBytes(32)));

export const randomHash = (): Hex => bytesToHex(randomBytes(32));

/** anvil starts in a moment and can reorganise its chain; where it is not to be had, Hardhat's network does the rest. */
const CHAIN_CLIENT = hasAnvil() ? "anvil" : "hardhat";

/** Starts a chain and deploys a registry. */
export async function startWorld(): Promise<World> {
  const chain = await startChain({ client: CHAIN_CLIENT });
  const { registry, block } = await deployRegistry({ rpcUrl: chain.rpcUrl });
  return connectWorld({ chain, registry, deploymentBlock: block });
}

async function connectWorld({
  chain,
  registry,
  deploymentBlock,
}: {
  chain: RunningChain;
  registry: Address;
  deploymentBlock: bigint;
}): Promise<World> {
  const transport = http(chain.rpcUrl);
  const definition = defineChain({
    id: chain.chainId,
    name: "Development",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [chain.rpcUrl] } },
  });
  const publicClient = createPublicClient({ transport, pollingInterval: 20 });
  const testClient = createTestClient({ mode: CHAIN_CLIENT, transport, chain: definition });
  const wallets = new Map<Address, WalletClient<Transport, Chain, Account>>();
  return {
    chain,
    chainId: chain.chainId,
    registry: registry.toLowerCase() as Address,
    deploymentBlock,
    publicClient,
    testClient,
    send: async ({ from, functionName, args }) => {
      const wallet = wallets.get(from.address) ?? createWalletClient({ account: from, chain: definition, transport });
      wallets.set(from.address, wallet);
      const hash = await wallet.writeContract({
        address: registry,
        abi: kontorRegistryAbi,
        functionName,
        args,
      } as Parameters<typeof wallet.writeContract>[0]);
      const receipt = await publicClient.waitForTransactionReceipt({ hash });
      if (receipt.status !== "success") throw new Error(`${functionName} reverted`);
      return hash;
    },
    stop: () => chain.stop(),
  };
}

/** Registers an organisation of development accounts `first` (the organisation), +1 (WRITER) and +2 (READER), with a key. */
export async function addOrganisation({
  world,
  name,
  first,
}: {
  world: World;
  name: string;
  first: number;
}): Promise<TestOrganisation> {
  const [account, writer, reader] = [first, first + 1, first + 2].map(developmentAccount) as [
    HDAccount,
    HDAccount,
    HDAccount,
  ];
  const address = addressOf(account);
  await world.send({ from: council, functionName: "registerOrganisation", args: [address, name] });
  await grant({ world, organisation: account, role: "WRITER", to: writer.address });
  await grant({ world, organisation: account, role: "READER", to: reader.address });
  await publishKey({ world, account });
  return { account, address, writer, reader };
}

export function grant({
  world,
  organisation,
  role,
  to,
}: {
  world: World;
  organisation: HDAccount;
  role: OrganisationRole;
  to: Address;
}): Promise<Hex> {
  const args = [organisationRole(role, organisation.address), to];
  return world.send({ from: organisation, functionName: "grantRole", args });
}

export function revoke({
  world,
  organisation,
  role,
  from,
}: {
  world: World;
  organisation: HDAccount;
  role: OrganisationRole;
  from: Address;
}): Promise<Hex> {
  const args = [organisationRole(role, organisation.address), from];
  return world.send({ from: organisation, functionName: "revokeRole", args });
}

export function publishKey({ world, account }: { world: World; account: Account }): Promise<Hex> {
  return world.send({
    from: account,
    functionName: "publishKey",
    args: [account.address, 1, bytesToHex(randomBytes(1216))],
  });
}

/** Appends an entry to a customer, or opens a new one. */
export async function append({
  world,
  organisation,
  after,
  payloadDigest = randomHash(),
  salt = randomHash(),
  kind = KINDS.profile,
  keyEpoch = 1,
}: {
  world: World;
  organisation: TestOrganisation;
  after?: Entry;
  payloadDigest?: Hex;
  salt?: Hex;
  kind?: number;
  keyEpoch?: number;
}): Promise<Entry> {
  const predecessor = after === undefined ? originOf({ steward: organisation.address, salt }) : predecessorOf(after);
  const content = { kind, keyEpoch, commitment: randomHash(), payloadDigest };
  await world.send({ from: organisation.writer, functionName: "append", args: [predecessor, content] });
  return nextEntry({ predecessor, content, author: addressOf(organisation.writer) });
}

export type TestEnvelope = { bytes: Uint8Array; digest: Hex };

/** Bytes with an envelope's header and no meaning behind it: what the service can tell of an envelope. */
export function makeEnvelope({
  world,
  customer = randomHash(),
  registry = world.registry,
  chainId = world.chainId,
  kind = KINDS.profile,
  keyEpoch = 1,
  plaintextLength = 256,
}: {
  world: World;
  customer?: Hex;
  kind?: number;
  keyEpoch?: number;
  registry?: Address;
  chainId?: number;
  plaintextLength?: number;
}): TestEnvelope {
  const ciphertextLength = plaintextLength + TAG_LENGTH;
  const header = encodeEnvelopeHeader({
    context: { chainId: BigInt(chainId), registry, customer, sequence: 1n, kind, keyEpoch },
    labels: { classification: "internal", region: "EU" },
    nonce: randomBytes(24),
    keyCommitment: randomBytes(32),
    ciphertextLength,
  });
  const bytes = new Uint8Array(Buffer.concat([header, randomBytes(ciphertextLength)]));
  return { bytes, digest: sha256(bytes) };
}

export function makeWrap({
  world,
  holder,
  customer,
  keyEpoch = 1,
  registry = world.registry,
  wrapper = "organisation",
  scope = 0,
  wrapperEpoch = 1,
}: {
  world: World;
  holder: Address;
  customer: Hex;
  keyEpoch?: number;
  registry?: Address;
  wrapper?: Wrapper;
  scope?: number;
  wrapperEpoch?: number;
}): Uint8Array {
  const chainId = BigInt(world.chainId);
  const header = { wrapper, chainId, registry, customer, keyEpoch, scope, holder, wrapperEpoch };
  const head = encodeWrapHeader({ header, nonce: randomBytes(24) });
  return new Uint8Array(Buffer.concat([head, randomBytes(WRAP_LENGTH - head.length)]));
}

export function makeSealedSecret({
  world,
  sender,
  senderEpoch = 1,
  recipient,
  recipientEpoch = 1,
  purpose = "organisation",
}: {
  world: World;
  sender: Address;
  senderEpoch?: number;
  recipient: Address;
  recipientEpoch?: number;
  purpose?: SealedPurpose;
}): Uint8Array {
  const head = encodeSealedHeader({
    purpose,
    chainId: BigInt(world.chainId),
    registry: world.registry,
    sender,
    senderEpoch,
    recipient,
    recipientEpoch,
  });
  return new Uint8Array(Buffer.concat([head, randomBytes(SEALED_SECRET_LENGTH - head.length)]));
}

export function makeIdentity({ world, account }: { world: World; account: Address }): Uint8Array {
  const { registry, chainId } = world;
  const head = encodeIdentityHeader({ chainId: BigInt(chainId), registry, account, keyHash: randomHash() });
  const lock = randomBytes(lockLength(Uint8Array.of(RECOVERY_LOCK)) ?? 0);
  lock[0] = RECOVERY_LOCK;
  const locked = joinIdentity({ head, locks: new Map([[RECOVERY_LOCK, new Uint8Array(lock)]]) });
  return new Uint8Array([...locked, ...randomBytes(CHECK_LENGTH)]);
}

export function makeHistoryWrap({
  world,
  organisation,
  epoch = 1,
}: {
  world: World;
  organisation: Address;
  epoch?: number;
}): Uint8Array {
  const header = { chainId: BigInt(world.chainId), registry: world.registry, organisation, epoch };
  const head = encodeHistoryHeader({ header, nonce: randomBytes(24) });
  return new Uint8Array(Buffer.concat([head, randomBytes(HISTORY_WRAP_LENGTH - head.length)]));
}

/** Grants read access on chain, by the steward's own account. `customers` of the zero id: all. */
export function share({
  world,
  steward,
  customers,
  grantee,
  scope = 0,
  until = NO_END,
}: {
  world: World;
  steward: TestOrganisation;
  customers: readonly Hex[];
  grantee: Address;
  scope?: number;
  until?: bigint;
}): Promise<Hex> {
  return world.send({
    from: steward.account,
    functionName: "grant",
    args: [steward.address, customers, grantee, scope, until],
  });
}

export function unshare({
  world,
  steward,
  customers,
  grantee,
  scope = 0,
}: {
  world: World;
  steward: TestOrganisation;
  customers: readonly Hex[];
  grantee: Address;
  scope?: number;
}): Promise<Hex> {
  return world.send({
    from: steward.account,
    functionName: "revoke",
    args: [steward.address, customers, grantee, scope],
  });
}

/** An account of nobody's with ether. */
export async function fundedStranger(world: World): Promise<PrivateKeyAccount> {
  const account = stranger();
  await world.testClient.setBalance({ address: account.address, value: 10n ** 20n });
  return account;
}

/** Names a customer's subject, and has it accept. */
export async function makeSubject({
  world,
  steward,
  latest,
  account,
  accepts = true,
}: {
  world: World;
  steward: TestOrganisation;
  latest: Entry;
  account: Account;
  accepts?: boolean;
}): Promise<void> {
  const args = [predecessorOf(latest), account.address];
  await world.send({ from: steward.writer, functionName: "nameSubject", args });
  if (accepts) await world.send({ from: account, functionName: "acceptSubject", args: [latest.header.customer] });
}

/** Erases a customer on chain. @returns its last entry */
export async function erase({
  world,
  steward,
  latest,
  keyEpoch = 1,
}: {
  world: World;
  steward: TestOrganisation;
  latest: Entry;
  keyEpoch?: number;
}): Promise<Entry> {
  const predecessor = predecessorOf(latest);
  await world.send({ from: steward.account, functionName: "erase", args: [predecessor] });
  const zero = bytesToHex(new Uint8Array(32));
  const content = { kind: KINDS.erasure, keyEpoch, commitment: zero, payloadDigest: zero };
  return nextEntry({ predecessor, content, author: steward.address });
}

export function sha256(bytes: Uint8Array): Hex {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}
