import type { PassphraseCost } from "#protocol/keys/passphrase-key.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import { createIdentity, type NewIdentity } from "./create-identity.ts";
import { enrol } from "./enrol.ts";
import type { Identity } from "./identity.ts";

export type ReplaceLostKeyParameters = {
  registry: Registry;
  /** With a session of the wallet. */
  service: Service;
  wallet: Wallet;
  passphrase: string;
  cost?: PassphraseCost;
  /** Shown before anything is published: the words are for paper, and nobody can show them again. */
  onWords: (words: string) => Promise<void>;
};

/**
 * Gives up an identity key that nothing opens any more: a new one is sealed, stored and published. Everything that was sealed to the
 * old one is lost to this account; a KEEPER admits it again, after seeing the changed fingerprint. Throws what `enrol` throws.
 */
export async function replaceLostKey(
  parameters: ReplaceLostKeyParameters,
): Promise<{ identity: Identity; replacement: NewIdentity }> {
  const { registry, service, wallet, passphrase, cost, onWords } = parameters;
  const replacement = await createIdentity({
    registry,
    account: wallet.account.address,
    passphrase,
    ...(cost === undefined ? {} : { cost }),
  });
  await onWords(replacement.words);
  const identity = await enrol({ registry, service, wallet, identity: replacement, replace: true });
  return { identity, replacement };
}
