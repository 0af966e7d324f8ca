import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPasskey } from "#client/keys/add-passkey.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import type { Passkeys } from "#client/keys/passkey.ts";
import { recipientKey } from "#client/keys/recipient-key.ts";
import { removeLock } from "#client/keys/remove-lock.ts";
import { renewRecoveryWords } from "#client/keys/renew-recovery-words.ts";
import { replaceLostKey } from "#client/keys/replace-lost-key.ts";
import { setPassphrase } from "#client/keys/set-passphrase.ts";
import { storedLocks } from "#client/keys/stored-locks.ts";
import { unlockIdentity } from "#client/keys/unlock-identity.ts";
import { unlockWithPasskey } from "#client/keys/unlock-with-passkey.ts";
import { MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { memoryKnownKeys } from "#test/client/memory-known-keys.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { PASSPHRASE, startWorld, type World } from "#test/client/world.ts";

/** An authenticator: one secret per credential, and HMAC of the salt under it, as CTAP's hmac-secret does. */
function authenticator(): Passkeys {
  const secrets = new Map<string, CryptoKey>();
  const evaluate: Passkeys["evaluate"] = async ({ credentialId, prfSalt }) => {
    const secret = secrets.get(String(credentialId));
    if (secret === undefined) throw new Error("There is no such passkey on this device.");
    return new Uint8Array(await crypto.subtle.sign("HMAC", secret, Uint8Array.from(prfSalt)));
  };
  return {
    evaluate,
    create: async ({ prfSalt }) => {
      const credentialId = crypto.getRandomValues(new Uint8Array(16));
      const secret = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      secrets.set(String(credentialId), secret);
      return { credentialId, prfOutput: await evaluate({ credentialId, prfSalt }) };
    },
  };
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const unlock = { type: "passphrase", passphrase: PASSPHRASE } as const;
const own = () => {
  const { registry, writer } = world;
  return { registry, service: writer.service, account: writer.address };
};

describe("the locks of an identity", () => {
  it("default: a passkey opens it, on a second device too, and a lost one is taken off", async () => {
    const passkeys = authenticator();
    await addPasskey({ ...own(), unlock, passkeys });
    expect(await storedLocks(own())).toEqual(["passphrase", "recovery", "passkey"]);
    const { seed } = await unlockWithPasskey({ ...own(), passkeys });
    expect(seed).toEqual(world.writer.identity.seed);
    const elsewhere = await unlockWithPasskey({ ...own(), passkeys: authenticator() }).catch(
      (error: Error) => error.message,
    );
    expect(elsewhere).toBe("There is no such passkey on this device.");
    await removeLock({ ...own(), unlock, type: "passkey" });
    expect(await refusalOf(unlockWithPasskey({ ...own(), passkeys }))).toMatchObject({ code: "NoSuchLock" });
  });

  it("attack: another authenticator's output for the same passkey opens nothing", async () => {
    const passkeys = authenticator();
    await addPasskey({ ...own(), unlock, passkeys });
    const wrong = unlockIdentity({ ...own(), unlock: { type: "passkey", prfOutput: new Uint8Array(32).fill(1) } });
    expect(await refusalOf(wrong)).toMatchObject({ code: "LockNotOpened" });
  });

  it("default: new recovery words open it, and put a new passphrase on it", async () => {
    const words = await renewRecoveryWords({ ...own(), unlock });
    await setPassphrase({ ...own(), unlock: { type: "recovery", words }, passphrase: "another one", cost: MIN_COST });
    expect(await refusalOf(unlockIdentity({ ...own(), unlock }))).toMatchObject({ code: "LockNotOpened" });
    const opened = await unlockIdentity({ ...own(), unlock: { type: "passphrase", passphrase: "another one" } });
    expect(opened.seed).toEqual(world.writer.identity.seed);
  });
});

describe("replaceLostKey", () => {
  it("default: the account is admitted again, once a person has looked at the changed key", async () => {
    const { registry, writer, keeper, organisation } = world;
    const knownKeys = memoryKnownKeys();
    const context = { registry, service: keeper.service, knownKeys };
    await recipientKey({ ...context, account: writer.address });
    let words = "";
    const { identity } = await replaceLostKey({
      registry,
      service: writer.service,
      wallet: writer.wallet,
      passphrase: PASSPHRASE,
      cost: MIN_COST,
      onWords: async (shown) => {
        words = shown;
      },
    });
    expect(words.split(" ")).toHaveLength(24);
    expect(identity.epoch).toBe(2);
    const opening = { registry, service: writer.service, organisation, identity };
    expect(await refusalOf(openKeyring(opening))).toMatchObject({ code: "NotAdmitted" });
    const admission = { ...context, keyring: keeper.keyring, member: writer.address };
    expect(await refusalOf(admitMember(admission))).toMatchObject({
      code: "KeyChanged",
      details: { keyHash: identity.keyHash, oldEpoch: 1, newEpoch: 2 },
    });
    const accepted = { ...admission, acceptedKeys: [identity.keyHash] };
    expect(await refusalOf(admitMember(accepted))).toMatchObject({ code: "PossessionNotProven" });
    await answerChallenges({ registry, service: writer.service, holder: holderOfIdentity(identity) });
    await admitMember(accepted);
    const keyring = await openKeyring(opening);
    expect(keyring.current.secret).toEqual(keeper.keyring.current.secret);
  });
});
