/**
 * Derives the golden vectors from fixed randomness: `node test/vectors/make.ts` writes those that don't exist yet. A file
 * that exists is never written again: other implementations may have been built from it, so a change of a format is a new
 * file with a new version, beside the old one.
 */
import { existsSync, writeFileSync } from "node:fs";
import { hashTypedData } from "viem";
import { whoCouldDecrypt } from "#protocol/access/who-could-decrypt.ts";
import { toHex } from "#protocol/bytes/hex.ts";
import { keccak256 } from "#protocol/bytes/keccak.ts";
import { appendTypedData } from "#protocol/chain/append-typed-data.ts";
import {
  customerIdOf,
  type Entry,
  hashBody,
  hashEntry,
  hashHeader,
  nextEntry,
  originOf,
  type Predecessor,
  predecessorOf,
} from "#protocol/chain/entry.ts";
import { erasedHeadOf } from "#protocol/chain/erased-head.ts";
import { grantRole } from "#protocol/chain/grants.ts";
import { KINDS, type RecordKindName } from "#protocol/chain/kinds.ts";
import { AUDITOR_ROLE, organisationRole, PAUSER_ROLE } from "#protocol/chain/roles.ts";
import { commitRecord } from "#protocol/commitment/commit.ts";
import { discloseField, proveAbsence } from "#protocol/commitment/disclose-field.ts";
import type { Absence, Disclosure } from "#protocol/commitment/disclosure.ts";
import { hashContent, hashLeaf, pathOf } from "#protocol/commitment/nodes.ts";
import { paddedLength } from "#protocol/envelope/padding.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import { deriveChannelKey, deriveChannelWrapKey, sealChannelKey } from "#protocol/keys/channel-key.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { publicKeyOf } from "#protocol/keys/identity-key.ts";
import { keyHashOf } from "#protocol/keys/key-hash.ts";
import { wrapOldSecret } from "#protocol/keys/organisation-history.ts";
import {
  deriveOrganisationSeed,
  deriveOrganisationWrapKey,
  organisationPublicKeyOf,
} from "#protocol/keys/organisation-key.ts";
import { MIN_COST } from "#protocol/keys/passphrase-key.ts";
import { answerPossessionChallenge, sealPossessionChallenge } from "#protocol/keys/possession.ts";
import { generateRecoveryWords } from "#protocol/keys/recovery-words.ts";
import { narrowSecret } from "#protocol/keys/scoped-secret.ts";
import { sealIdentity } from "#protocol/keys/sealed-identity.ts";
import { sealSecret } from "#protocol/keys/sealed-secret.ts";
import { deriveSectionKey } from "#protocol/keys/section-key.ts";
import { wrapSecret } from "#protocol/keys/wrap.ts";
import { canonicalJson } from "#protocol/record/canonical-json.ts";
import { makeAccessHistory } from "#test/protocol/access/access-history.ts";
import { RECORDS } from "#test/protocol/fixtures/records.ts";
import { seededRandom } from "#test/protocol/fixtures/seeded-random.ts";

const CHAIN_ID = 31337n;
const REGISTRY = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const STEWARD = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const NEXT_STEWARD = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc";
const AUTHOR = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const SALT = toHex(seededRandom("salt")(32));
const CUSTOMER = customerIdOf({ steward: STEWARD, salt: SALT });

/** Every vector file by its name; JSON with bytes as 0x-hexadecimal and 64-bit integers as decimal text. */
export async function deriveVectors(): Promise<Record<string, unknown>> {
  return {
    "entries-1.json": deriveEntries(),
    "commitments-2.json": deriveCommitments(),
    "envelopes-2.json": deriveEnvelopes(),
    "keys-1.json": await deriveKeys(),
    "keys-2.json": await deriveSharing(),
    "erasure-1.json": deriveErasure(),
    "access-1.json": deriveAccess(),
    "padding-1.json": [0, 1, 36, 255, 256, 257, 272, 273, 1000, 4096, 65_537, 1_048_576, 1_048_612].map((length) => ({
      length,
      padded: paddedLength(length),
    })),
  };
}

function deriveEntries(): unknown {
  const chain: { predecessor: Predecessor; entry: Entry }[] = [];
  let predecessor = originOf({ steward: STEWARD, salt: SALT });
  for (const [position, kind] of ([1, 2, 3, 4, 5, 6, 7] as const).entries()) {
    const random = seededRandom(`entry ${position}`);
    const content = {
      kind,
      keyEpoch: position === 6 ? 1 : position + 1,
      commitment: toHex(random(32)),
      payloadDigest: toHex(random(32)),
    };
    const steward = kind === KINDS.transfer ? ({ steward: NEXT_STEWARD } as const) : {};
    const entry = nextEntry({ predecessor, content, author: AUTHOR, ...steward });
    chain.push({ predecessor, entry });
    predecessor = predecessorOf(entry);
  }
  const deadline = 1_900_000_000n;
  return text({
    chainId: CHAIN_ID,
    registry: REGISTRY,
    steward: STEWARD,
    salt: SALT,
    customer: CUSTOMER,
    roles: {
      WRITER: organisationRole("WRITER", STEWARD),
      READER: organisationRole("READER", STEWARD),
      KEEPER: organisationRole("KEEPER", STEWARD),
      COMPLIANCE: organisationRole("COMPLIANCE", STEWARD),
      ORGANISATION: organisationRole("ORGANISATION", STEWARD),
      AUDITOR: AUDITOR_ROLE,
      PAUSER: PAUSER_ROLE,
    },
    entries: chain.map(({ predecessor: before, entry }) => ({
      predecessor: before,
      entry,
      headerHash: hashHeader(entry.header),
      bodyHash: hashBody(entry.body),
      entryHash: hashEntry(entry),
      append: {
        deadline,
        digest: hashTypedData(appendTypedData({ chainId: CHAIN_ID, registry: REGISTRY, entry, deadline })),
      },
    })),
  });
}

function deriveCommitments(): unknown {
  return Object.entries(RECORDS).map(([name, record]) => {
    const entrySecret = seededRandom(`entry secret ${name}`)(32);
    const committed = commitRecord({ record, entrySecret });
    const pointers = committed.fields.map(({ pointer }) => pointer);
    const disclosures = [pointers[0], pointers.at(-1)].map((pointer) =>
      discloseField({ committed, pointer: pointer as string }),
    );
    const absences = ["/externalIds/3/id", "/customFields/0/name", "/externalIds/0/system", "/externalIds/12/system"]
      .filter((pointer) => !pointers.includes(pointer))
      .map((pointer) => proveAbsence({ committed, pointer }));
    return {
      kind: KINDS[name as RecordKindName],
      json: canonicalJson(record),
      entrySecret: toHex(entrySecret),
      fields: committed.fields.map((field, index) => {
        const salt = committed.salts[index] as Uint8Array;
        const path = pathOf({ pointer: field.pointer, keccak: keccak256 });
        const content = hashContent({ field, salt, keccak: keccak256 });
        const leaf = hashLeaf({ path, content, keccak: keccak256 });
        return { ...field, salt: toHex(salt), path: toHex(path), content: toHex(content), leaf: toHex(leaf) };
      }),
      countHash: toHex(committed.countHash),
      tree: toHex(committed.tree.root),
      commitment: committed.commitment,
      disclosures,
      absences,
      invalid: invalidProofs({ disclosure: disclosures[0] as Disclosure, absence: absences[0] as Absence }),
    };
  });
}

/** Proofs of this commitment that must be refused, each with the reason. */
function invalidProofs({ disclosure, absence }: { disclosure: Disclosure; absence: Absence }): unknown {
  const { field } = disclosure;
  const [first = toHex(new Uint8Array(32)), ...rest] = field.siblings;
  const zero = toHex(new Uint8Array(32));
  return [
    { reason: "another value", disclosure: { ...disclosure, field: { ...field, value: `${field.value}x` } } },
    { reason: "another type", disclosure: { ...disclosure, field: { ...field, type: "integer" } } },
    { reason: "another salt", disclosure: { ...disclosure, field: { ...field, salt: zero } } },
    { reason: "a sibling changed", disclosure: { ...disclosure, field: { ...field, siblings: [zero, ...rest] } } },
    { reason: "a sibling too few", disclosure: { ...disclosure, field: { ...field, siblings: rest } } },
    {
      reason: "a sibling too many",
      disclosure: { ...disclosure, field: { ...field, siblings: [first, ...field.siblings] } },
    },
    { reason: "another pointer", disclosure: { ...disclosure, field: { ...field, pointer: "/labels/region" } } },
    { reason: "a pointer that no schema has", disclosure: { ...disclosure, field: { ...field, pointer: "/nobody" } } },
    { reason: "a schema that is not known", disclosure: { ...disclosure, schema: "profile/0" } },
    { reason: "another count", disclosure: { ...disclosure, countHash: zero } },
    {
      reason: "a field that is there, said to be absent",
      absence: { ...absence, field: { pointer: field.pointer, siblings: field.siblings }, end: { salt: field.salt } },
    },
    { reason: "an empty place with another salt", absence: { ...absence, end: { salt: zero } } },
    { reason: "another field's leaf with another content", absence: { ...absence, end: { path: zero, content: zero } } },
    {
      reason: "a sibling too many on the way to an empty place",
      absence: { ...absence, field: { ...absence.field, siblings: [zero, ...absence.field.siblings] } },
    },
  ];
}

function deriveEnvelopes(): unknown {
  return Object.entries(RECORDS).map(([name, record], position) => {
    const kind = KINDS[name as RecordKindName];
    const random = seededRandom(`envelope ${name}`);
    const customerSecret = random(32);
    const shredShare = random(32);
    const sectionKey = deriveSectionKey({ customerSecret, kind });
    const context = {
      chainId: CHAIN_ID,
      registry: REGISTRY,
      customer: CUSTOMER,
      sequence: BigInt(position + 1),
      kind,
      keyEpoch: 1,
    } as const;
    const sealed = sealEnvelope({
      context,
      labels: record.labels,
      record,
      sectionKey,
      shredShare,
      randomBytes: random,
    });
    return text({
      context,
      customerSecret: toHex(customerSecret),
      sectionKey: toHex(sectionKey),
      shredShare: toHex(shredShare),
      json: canonicalJson(record),
      commitment: sealed.commitment,
      payloadDigest: sealed.payloadDigest,
      envelope: toHex(sealed.envelope),
    });
  });
}

async function deriveKeys(): Promise<unknown> {
  const random = seededRandom("keys");
  const [seed, secret, customerSecret] = [random(32), random(32), random(32)];
  const publicKey = await publicKeyOf(seed);
  const wrapKey = deriveOrganisationWrapKey(secret);
  const organisationKey = await organisationPublicKeyOf(secret);
  const wrapHeader = {
    chainId: CHAIN_ID,
    registry: REGISTRY,
    customer: CUSTOMER,
    keyEpoch: 1,
    scope: 0,
    holder: STEWARD,
    wrapperEpoch: 1,
  } as const;
  const sealedHeader = {
    chainId: CHAIN_ID,
    registry: REGISTRY,
    sender: STEWARD,
    senderEpoch: 1,
    recipient: AUTHOR,
    recipientEpoch: 2,
  } as const;
  const recoveryWords = generateRecoveryWords(random);
  const passphrase = "Pferd Ba\u0308r \ufb01sch";
  const identity = { chainId: CHAIN_ID, registry: REGISTRY, account: AUTHOR } as const;
  const locks = [
    { type: "passphrase", passphrase, cost: MIN_COST },
    { type: "recovery", words: recoveryWords },
  ] as const;
  return text({
    identity: {
      seed: toHex(seed),
      publicKey: toHex(publicKey),
      keyHash: keyHashOf(publicKey),
      fingerprint: fingerprintOf(keyHashOf(publicKey)),
    },
    organisation: {
      secret: toHex(secret),
      seed: toHex(deriveOrganisationSeed(secret)),
      wrapKey: toHex(wrapKey),
      publicKey: toHex(organisationKey),
      keyHash: keyHashOf(organisationKey),
    },
    wraps: [0, 1, 7].map((scope) => {
      const wrapped = scope === 0 ? customerSecret : deriveSectionKey({ customerSecret, kind: scope });
      const header = { ...wrapHeader, scope };
      return {
        header,
        secret: toHex(wrapped),
        wrap: toHex(wrapSecret({ header, secret: wrapped, wrapKey, randomBytes: random })),
      };
    }),
    sealedSecret: {
      header: sealedHeader,
      sealed: toHex(await sealSecret({ header: sealedHeader, secret, recipientKey: publicKey, randomBytes: random })),
    },
    sealedIdentity: {
      ...identity,
      passphrase,
      recoveryWords,
      sealed: toHex(await sealIdentity({ ...identity, seed, locks, randomBytes: random })),
    },
  });
}

async function deriveSharing(): Promise<unknown> {
  const random = seededRandom("sharing");
  const [seed, oldSecret, secret, customerSecret] = [random(32), random(32), random(32), random(32)];
  const place = { chainId: CHAIN_ID, registry: REGISTRY } as const;
  const recipientKey = await publicKeyOf(seed);
  const keyHash = keyHashOf(recipientKey);
  const channelKey = deriveChannelKey({ organisationSecret: secret, grantee: AUTHOR });
  const wrapKey = deriveChannelWrapKey(channelKey);
  const header = { ...place, sender: STEWARD, senderEpoch: 2, recipient: AUTHOR, recipientEpoch: 3 } as const;
  const challenge = { header, organisationSecret: secret, recipientKey, randomBytes: random };
  const sealedChallenge = await sealPossessionChallenge(challenge);
  const identity = { ...place, account: AUTHOR } as const;
  const passkey = { credentialId: random(20), prfSalt: random(32), prfOutput: random(32) };
  const recoveryWords = generateRecoveryWords(random);
  const passphrase = "Pferd Ba\u0308r \ufb01sch";
  const locks = [
    { type: "passphrase", passphrase, cost: MIN_COST },
    { type: "recovery", words: recoveryWords },
    { type: "passkey", ...passkey },
  ] as const;
  const history = { ...place, organisation: STEWARD, epoch: 1 } as const;
  return text({
    recipient: { seed: toHex(seed), publicKey: toHex(recipientKey), keyHash },
    channel: {
      organisationSecret: toHex(secret),
      grantee: AUTHOR,
      key: toHex(channelKey),
      wrapKey: toHex(wrapKey),
      header,
      sealed: toHex(await sealChannelKey({ header, channelKey, recipientKey, randomBytes: random })),
    },
    wraps: [0, 1, 6, 7].map((scope) => {
      const wrapped = narrowSecret({ customerSecret, scope });
      const wrapHeader = {
        ...place,
        wrapper: "channel",
        customer: CUSTOMER,
        keyEpoch: 1,
        scope,
        holder: AUTHOR,
        wrapperEpoch: 2,
      } as const;
      return {
        header: wrapHeader,
        secret: toHex(wrapped),
        wrap: toHex(wrapSecret({ header: wrapHeader, secret: wrapped, wrapKey, randomBytes: random })),
      };
    }),
    possession: {
      organisationSecret: toHex(secret),
      header,
      sealed: toHex(sealedChallenge),
      answer: toHex(await answerPossessionChallenge({ sealed: sealedChallenge, expected: header, seed })),
    },
    history: {
      header: history,
      oldSecret: toHex(oldSecret),
      oldKeyHash: keyHashOf(await organisationPublicKeyOf(oldSecret)),
      nextSecret: toHex(secret),
      wrap: toHex(wrapOldSecret({ header: history, oldSecret, nextSecret: secret, randomBytes: random })),
    },
    sealedIdentity: {
      ...identity,
      keyHash,
      passphrase,
      recoveryWords,
      passkey: {
        credentialId: toHex(passkey.credentialId),
        prfSalt: toHex(passkey.prfSalt),
        prfOutput: toHex(passkey.prfOutput),
      },
      sealed: toHex(await sealIdentity({ ...identity, seed, locks, randomBytes: random })),
    },
  });
}

function deriveErasure(): unknown {
  const random = seededRandom("erasure");
  const zero = `0x${"00".repeat(32)}` as const;
  const first = nextEntry({
    predecessor: originOf({ steward: STEWARD, salt: SALT }),
    content: { kind: 1, keyEpoch: 1, commitment: toHex(random(32)), payloadDigest: toHex(random(32)) },
    author: AUTHOR,
  });
  const erasure = nextEntry({
    predecessor: predecessorOf(first),
    content: { kind: KINDS.erasure, keyEpoch: 1, commitment: zero, payloadDigest: zero },
    author: STEWARD,
  });
  return text({
    customer: CUSTOMER,
    entries: [first, erasure],
    entryHash: hashEntry(erasure),
    storedHead: erasedHeadOf(hashEntry(erasure)),
    grants: [CUSTOMER, zero].flatMap((customer) =>
      [0, 1, 6].map((scope) => {
        const grant = { steward: STEWARD, customer, scope } as const;
        return { ...grant, role: grantRole(grant) };
      }),
    ),
  });
}

function deriveAccess(): unknown {
  const events = makeAccessHistory({ customer: CUSTOMER, steward: STEWARD, member: AUTHOR, grantee: NEXT_STEWARD });
  const moments = [...new Set(events.map(({ timestamp }) => timestamp))];
  return text({
    customer: CUSTOMER,
    events,
    answers: moments.map((timestamp) => {
      const { limits, ...answer } = whoCouldDecrypt({ customer: CUSTOMER, at: { timestamp }, events });
      return answer;
    }),
  });
}

/** The same value with big integers as decimal text. */
function text(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, member) => (typeof member === "bigint" ? member.toString() : member)));
}

if (import.meta.main) {
  for (const [name, vectors] of Object.entries(await deriveVectors())) {
    const file = new URL(name, import.meta.url);
    if (existsSync(file)) console.log(`${name} exists and stays as it is`);
    else writeFileSync(file, `${JSON.stringify(vectors, null, 2)}\n`);
  }
}
