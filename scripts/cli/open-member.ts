import { homedir } from "node:os";
import { join } from "node:path";
import type { Address } from "viem";
import type { Identity } from "#client/keys/identity.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { KnownKeys } from "#client/keys/known-keys.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { unlockIdentity } from "#client/keys/unlock-identity.ts";
import { fileKnownKeys } from "#client/node/file-known-keys.ts";
import { askChain } from "#client/registry/ask-chain.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { signIn } from "#client/service/sessions.ts";
import type { Options, Values } from "./command.ts";
import { CHAIN_OPTIONS, type ConnectedChain, connectChain } from "./connect-chain.ts";
import { connectOwnService, SERVICE_OPTIONS } from "./connect-own-service.ts";
import { openWallet, WALLET_OPTIONS } from "./open-wallet.ts";
import { usageError } from "./parse-options.ts";
import { parseAddress, parseBytes32 } from "./parse-values.ts";
import { readSecret } from "./read-secret.ts";

/** A wallet with a session at the service. */
export const ACCOUNT_OPTIONS = { ...CHAIN_OPTIONS, ...SERVICE_OPTIONS, ...WALLET_OPTIONS } as const satisfies Options;

/** A wallet whose identity key is unlocked. */
export const IDENTITY_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  passphrase: {
    type: "string",
    value: "FILE",
    text: "a file with the passphrase of the account's identity; or KONTOR_PASSPHRASE, or the terminal",
  },
} as const satisfies Options;

const ORGANISATION_OPTION = {
  type: "string",
  value: "ADDRESS",
  text: "the organisation that the account acts for",
  variable: "KONTOR_ORGANISATION",
} as const;

const STATE_OPTION = {
  type: "string",
  value: "DIRECTORY",
  text: "where journals and other people's known keys are kept (default: .local/state/kontor at home)",
  variable: "KONTOR_STATE",
} as const;

/** A member of an organisation, with the organisation's keys. */
export const MEMBER_OPTIONS = {
  ...IDENTITY_OPTIONS,
  organisation: ORGANISATION_OPTION,
  state: STATE_OPTION,
  "accept-key": {
    type: "string",
    multiple: true,
    value: "HASH",
    text: "a changed key that you have compared with its owner over another channel",
  },
} as const satisfies Options;

export type SignedInAccount = {
  chain: ConnectedChain;
  registry: Registry;
  wallet: Wallet;
  account: Address;
  /** With the account's session. */
  service: Service;
  confirmations: number;
};

export type UnlockedAccount = SignedInAccount & { identity: Identity };

export type OpenMember = UnlockedAccount & {
  organisation: Address;
  keyring: Keyring;
  knownKeys: KnownKeys;
  acceptedKeys: `0x${string}`[];
  /** Of this registry on this chain. */
  stateDirectory: string;
};

/** Signs in. Throws what connecting throws, `ChallengeRefused`, and the service's refusals. */
export async function signInAccount(values: Values<typeof ACCOUNT_OPTIONS>): Promise<SignedInAccount> {
  const chain = await connectChain(values);
  const { service, confirmations } = await connectOwnService({ values, chain });
  const wallet = await openWallet({ values, chain });
  const { registry } = chain;
  const signedIn = await signIn({ service, wallet, chainId: registry.chainId, transport: "bearer" });
  return { chain, registry, wallet, account: wallet.account.address, service: signedIn.service, confirmations };
}

/** Signs in and unlocks the account's identity. Throws `NotEnrolled`, `LockNotOpened` besides. */
export async function unlockAccount(values: Values<typeof IDENTITY_OPTIONS>): Promise<UnlockedAccount> {
  const signedIn = await signInAccount(values);
  const passphrase = await readPassphrase(values);
  const identity = await unlockIdentity({ ...signedIn, unlock: { type: "passphrase", passphrase } });
  return { ...signedIn, identity };
}

/** Unlocks a member's identity and the organisation's keys. Throws `NotAdmitted`, `KeyNotFound` besides. */
export async function openMember(values: Values<typeof MEMBER_OPTIONS>): Promise<OpenMember> {
  const organisation = requireOrganisation(values.organisation);
  const acceptedKeys = (values["accept-key"] ?? []).map((text) => parseBytes32({ name: "--accept-key", text }));
  const unlocked = await unlockAccount(values);
  const keyring = await openKeyring({ ...unlocked, organisation });
  const stateDirectory = await stateDirectoryOf({ state: values.state, registry: unlocked.registry });
  const knownKeys = fileKnownKeys({ directory: stateDirectory });
  return { ...unlocked, organisation, keyring, knownKeys, acceptedKeys, stateDirectory };
}

export function requireOrganisation(text: string | undefined): Address {
  if (text === undefined)
    throw usageError("--organisation is missing: the organisation's address (KONTOR_ORGANISATION).");
  return parseAddress({ name: "--organisation", text });
}

export function readPassphrase(values: { passphrase?: string }, { confirm = false } = {}): Promise<string> {
  return readSecret({
    what: "the passphrase of the identity",
    variable: "KONTOR_PASSPHRASE",
    file: values.passphrase,
    option: "--passphrase",
    confirm,
  });
}

/**
 * What is kept between runs is of one registry on one chain: another one's would be taken for its own, also one's with the same id
 * and address, as a chain that was reset has.
 */
async function stateDirectoryOf({
  state,
  registry,
}: {
  state: string | undefined;
  registry: Registry;
}): Promise<string> {
  const root = state ?? join(process.env.XDG_STATE_HOME ?? join(homedir(), ".local", "state"), "kontor");
  const genesis = await askChain(() => registry.client.getBlock({ blockNumber: 0n }));
  return join(root, `${registry.chainId}-${genesis.hash.slice(2, 10)}-${registry.address}`);
}
