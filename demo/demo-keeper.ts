import { admitMember } from "#client/keys/admit-member.ts";
import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { holderOfIdentity, holderOfKeyring } from "#client/keys/holder.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import { keyOf } from "#client/registry/key-of.ts";
import type { Registry } from "#client/registry/registry.ts";
import { listAdmissions } from "#client/service/organisation-secrets.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import type { DemoMember } from "./demo-member.ts";

export type RunDemoKeeperParameters = {
  registry: Registry;
  /** The KEEPER of the organisation. */
  keeper: DemoMember;
  signal: AbortSignal;
  onAdmitted?: (account: string) => void;
};

const INTERVAL = 1_000;

/**
 * Admits whoever holds a role of the organisation and has enrolled, so that a newcomer to the demo need not wait for a person, and
 * answers for the organisation whoever wants to share with it, as an open dApp of any member would. A real KEEPER compares fingerprints first. Runs until the signal.
 */
export async function runDemoKeeper(parameters: RunDemoKeeperParameters): Promise<void> {
  const { registry, keeper, signal, onAdmitted = () => {} } = parameters;
  const { service } = keeper;
  const { organisation } = keeper.keyring;
  let { keyring } = keeper;
  while (!signal.aborted) {
    keyring = (await ignoringRefusals(() => currentKeyring({ registry, keeper, keyring }))) ?? keyring;
    const { epoch } = keyring.current;
    const admissions = await ignoringRefusals(() => listAdmissions({ service, organisation, epoch }));
    for (const { account, keyEpoch, sealed } of admissions ?? []) {
      // The organisation's own account has the organisation's key: there is nobody to seal to.
      if (sealed || keyEpoch === 0 || account === organisation.toLowerCase()) continue;
      await ignoringRefusals(async () => {
        await admitMember({ registry, service, keyring, member: account });
        onAdmitted(account);
      });
    }
    await ignoringRefusals(() => answerChallenges({ registry, service, holder: holderOfIdentity(keeper.identity) }));
    await ignoringRefusals(() => answerChallenges({ registry, service, holder: holderOfKeyring(keyring) }));
    await pause(signal);
  }
}

/** Somebody may have renewed the organisation's key meanwhile. */
async function currentKeyring(parameters: {
  registry: Registry;
  keeper: DemoMember;
  keyring: Keyring;
}): Promise<Keyring> {
  const { registry, keeper, keyring } = parameters;
  const { service, identity } = keeper;
  const { organisation } = keyring;
  const { epoch } = await keyOf({ registry, account: organisation });
  return epoch === keyring.current.epoch ? keyring : openKeyring({ registry, service, organisation, identity });
}

/** An outage passes, and a member who cannot be admitted must not keep others out. */
async function ignoringRefusals<Answer>(act: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await act();
  } catch (error) {
    if (isKontorError(error)) return null;
    throw error;
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, INTERVAL);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
