import { admitMember } from "#client/keys/admit-member.ts";
import { answerChallenges } from "#client/keys/answer-challenges.ts";
import { createIdentity } from "#client/keys/create-identity.ts";
import { enrol } from "#client/keys/enrol.ts";
import { foundOrganisationKey } from "#client/keys/found-organisation-key.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";
import type { Identity } from "#client/keys/identity.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { openKeyring } from "#client/keys/open-keyring.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { type DemoMember, type DemoPlace, signInAs, walletOf } from "./demo-member.ts";
import {
  DEMO_ORGANISATIONS,
  DEMO_PASSPHRASE,
  DEMO_WALLETS,
  type DemoOrganisation,
  type DemoWallet,
} from "./wallets.ts";

type Enrolled = { person: DemoWallet; wallet: Wallet; service: Service; identity: Identity };

/**
 * Enrols the demo's members as each of them would: an identity key under the demo's passphrase, its public half on chain; the
 * KEEPER founds the organisation's key and admits the others. Answers the members with their keys open.
 */
export async function enrolMembers(place: DemoPlace): Promise<DemoMember[]> {
  const organisations = await Promise.all(
    DEMO_ORGANISATIONS.map((organisation) => enrolOrganisation({ place, organisation })),
  );
  return organisations.flat();
}

async function enrolOrganisation(parameters: {
  place: DemoPlace;
  organisation: DemoOrganisation;
}): Promise<DemoMember[]> {
  const { place, organisation } = parameters;
  const { registry } = place;
  const people = DEMO_WALLETS.filter(({ enrolled, organisation: name }) => enrolled && name === organisation.name);
  const enrolled: Enrolled[] = [];
  for (const person of people) enrolled.push(await enrolPerson({ place, person }));
  const keeper = enrolled.find(({ person }) => person.roles.includes("KEEPER"));
  if (keeper === undefined) throw new Error(`${organisation.name} has no KEEPER.`);
  const { service, wallet } = keeper;
  await foundOrganisationKey({ registry, service, wallet, organisation: organisation.address });
  const open = ({ service: own, identity }: Enrolled) =>
    openKeyring({ registry, service: own, organisation: organisation.address, identity });
  const keyring = await open(keeper);
  for (const member of enrolled) {
    if (member.person !== keeper.person) await admit({ registry, service, keyring, member });
  }
  return Promise.all(enrolled.map(async (member) => ({ ...member, keyring: await open(member) })));
}

/** The KEEPER asks for a proof of possession, the member's own client answers, the KEEPER goes on. */
async function admit(parameters: {
  registry: Registry;
  service: Service;
  keyring: Keyring;
  member: Enrolled;
}): Promise<void> {
  const { registry, member } = parameters;
  const admission = { ...parameters, member: member.person.address };
  try {
    await admitMember(admission);
  } catch (error) {
    if (!isKontorError(error) || error.code !== "PossessionNotProven") throw error;
    await answerChallenges({ registry, service: member.service, holder: holderOfIdentity(member.identity) });
    await admitMember(admission);
  }
}

async function enrolPerson({ place, person }: { place: DemoPlace; person: DemoWallet }): Promise<Enrolled> {
  const { registry, rpcUrl } = place;
  const wallet = walletOf({ person, rpcUrl });
  const service = await signInAs({ place, wallet });
  const identity = await createIdentity({ registry, account: person.address, passphrase: DEMO_PASSPHRASE });
  return { person, wallet, service, identity: await enrol({ registry, service, wallet, identity }) };
}
