import type { Address, Hex } from "viem";
import type { RandomBytes } from "#protocol/bytes/random-bytes.ts";
import { hashPredecessor, predecessorOf } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import type { Identity } from "../keys/identity.ts";
import { knownLatestEntry } from "../read/known-latest-entry.ts";
import { subjectOf } from "../registry/subject-of.ts";
import { fastKeccak } from "../write/fast-keccak.ts";
import { sealAppend } from "../write/seal-append.ts";
import type { Write } from "../write/write.ts";
import type { PipelineContext } from "../write/write-context.ts";
import { consentKeys } from "./consent-keys.ts";

export type SubjectContext = PipelineContext & {
  /** Of the wallet. */
  identity: Identity;
  /** Blocks that have to hold a write before it counts as confirmed; 1 is its own block. */
  confirmations: number;
  randomBytes?: RandomBytes;
};

export type PrepareConsentParameters = {
  context: SubjectContext;
  /** The caller's name for this write: asked for again, the journaled one is answered. */
  id: string;
  customer: Hex;
  /** A `consent/1`; with `withdrawn`, the consent ends. */
  record: unknown;
  /** The head that the subject has seen. Where given, anything newer on chain is refused as `StaleHead`. */
  follows?: Hex;
};

/**
 * Makes a consent, or the withdrawal of one, in the subject's own name: encrypted under the steward's current key epoch and
 * journaled; `runWrite` takes it to the chain. Throws what parsing refuses, `NotSubject`, `NoOpening`, `StaleHead`,
 * `WriteMismatch`.
 */
export async function prepareConsent(parameters: PrepareConsentParameters): Promise<Write> {
  const { context, id, follows } = parameters;
  const { registry, service, wallet, identity, journal, confirmations, randomBytes } = context;
  const customer = lower(parameters.customer);
  const journaled = await journal.load(id);
  if (journaled !== null) return expectSame({ write: journaled, customer });
  const record = parseRecord(KINDS.consent, parameters.record);
  const author = lower(wallet.account.address);
  if ((await subjectOf({ registry, customer })).accepted !== author) {
    throw new KontorError({
      code: "NotSubject",
      message: "The account is not the customer's accepted subject.",
      details: { customer },
    });
  }
  const latest = await knownLatestEntry({ registry, service, customer });
  const predecessor = predecessorOf(latest);
  const stored = hashPredecessor(predecessor);
  if (follows !== undefined && follows !== stored) {
    throw new KontorError({
      code: "StaleHead",
      message: "Somebody else has written to this customer in the meantime.",
      hints: ["Read the newest entries, then write again on top of them."],
      details: { customer, stored, given: follows },
    });
  }
  const keys = await consentKeys({ registry, service, identity, customer, steward: latest.header.steward });
  const { journaled: append } = sealAppend({
    registry,
    author,
    predecessor,
    kind: KINDS.consent,
    record,
    ...keys,
    keccak: await fastKeccak(),
    ...(randomBytes === undefined ? {} : { randomBytes }),
  });
  const write: Write = {
    version: 1,
    id,
    chainId: registry.chainId,
    registry: lower(registry.address),
    // The service takes a subject's payload in the subject's own name.
    organisation: author,
    author,
    confirmations,
    appends: [append],
    state: { step: "prepared" },
    history: ["prepared"],
  };
  await journal.save(write);
  return write;
}

function expectSame({ write, customer }: { write: Write; customer: Hex }): Write {
  if (write.appends.length === 1 && write.appends[0]?.customer === customer) return write;
  throw new KontorError({
    code: "WriteMismatch",
    message: "The journal has another write under this id.",
    hints: ["Give every write an id of its own."],
    details: { id: write.id },
  });
}

function lower<Text extends Address | Hex>(text: Text): Text {
  return text.toLowerCase() as Text;
}
