import { type Address, type Hex, hexToBytes, type Log, parseEventLogs } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { hashEntry } from "#protocol/chain/entry.ts";
import { grantRole, NO_END } from "#protocol/chain/grants.ts";
import type { ChainEvent, LogPlace, SubjectEvent } from "../chain-events/chain-event.ts";
import { chainUnavailable } from "./ask-chain.ts";
import { indexBroken } from "./index-broken.ts";

/**
 * The registry's logs as events, in chain order. Logs of other events (role admins, pauses) are left out, and of those that
 * come in pairs (a revoked grant, an erasure) the one that says less. Timestamps are 0 until the indexer, who knows the
 * blocks, sets them.
 *
 * @throws KontorError IndexBroken for numbers nobody can have reached; ChainUnavailable for logs without a place
 */
export function decodeLogs(logs: readonly Log[]): ChainEvent[] {
  const parsed = parseEventLogs({ abi: kontorRegistryAbi, logs: [...logs], strict: true });
  const events: ChainEvent[] = [];
  for (const log of parsed) {
    const event = decodeLog({ log, place: placeOf(log) });
    if (event !== undefined) events.push(event);
  }
  return events.sort((one, other) => one.blockNumber - other.blockNumber || one.logIndex - other.logIndex);
}

type RegistryLog = ReturnType<typeof parseEventLogs<typeof kontorRegistryAbi, true>>[number];

function decodeLog({ log, place }: { log: RegistryLog; place: LogPlace }): ChainEvent | undefined {
  switch (log.eventName) {
    case "EntryAppended": {
      const { customer, sequence, kind, keyEpoch, previous, commitment, payloadDigest } = log.args;
      const steward = lower(log.args.steward);
      const author = lower(log.args.author);
      const head = hashEntry({
        header: { customer, sequence, steward },
        body: { previous, author, kind, keyEpoch, commitment, payloadDigest },
      });
      const body = { previous, author, kind, keyEpoch, commitment, payloadDigest };
      return { type: "entry", ...place, customer, sequence: toSafe(sequence), steward, head, ...body };
    }
    case "TransferOffered": {
      const { customer, head, from, to } = log.args;
      return { type: "transferOffer", ...place, customer, head, from: lower(from), to: lower(to) };
    }
    case "RoleGranted":
      return { type: "role", ...place, role: log.args.role, account: lower(log.args.account), until: null };
    case "RoleRevoked":
      return { type: "role", ...place, role: log.args.role, account: lower(log.args.account), until: 0 };
    case "RoleEndSet": {
      const { role, account, until } = log.args;
      return { type: "role", ...place, role, account: lower(account), until: toEnd(until) };
    }
    case "OrganisationRegistered": {
      const { organisation, name } = log.args;
      return { type: "organisation", ...place, organisation: lower(organisation), change: "registered", name };
    }
    case "OrganisationSuspended":
      return organisationChange({ place, organisation: log.args.organisation, change: "suspended" });
    case "OrganisationReinstated":
      return organisationChange({ place, organisation: log.args.organisation, change: "reinstated" });
    case "KeyPublished": {
      const { account, epoch, suite, keyHash, key } = log.args;
      return { type: "key", ...place, account: lower(account), epoch, suite, keyHash, key: hexToBytes(key) };
    }
    case "Anchored": {
      const { sender, topic, size, root } = log.args;
      return { type: "anchor", ...place, sender: lower(sender), topic, size: size.toString(), root };
    }
    case "Granted": {
      const { customer, scope, until } = log.args;
      const [steward, grantee] = [lower(log.args.steward), lower(log.args.grantee)];
      const role = grantRole({ steward, customer, scope });
      return { type: "grant", ...place, role, steward, customer, grantee, scope, until: toEnd(until) };
    }
    case "SubjectNamed":
      return subjectChange({ place, args: log.args, change: "named" });
    case "SubjectAccepted":
      return subjectChange({ place, args: log.args, change: "accepted" });
    case "SubjectLeft":
      return subjectChange({ place, args: log.args, change: "left" });
    case "Countersigned": {
      const { customer, head, subject } = log.args;
      return { type: "countersignature", ...place, customer, head, subject: lower(subject) };
    }
    case "ErasureRequested":
      return { type: "erasureRequest", ...place, customer: log.args.customer, subject: lower(log.args.subject) };
    default:
      return undefined;
  }
}

function organisationChange({
  place,
  organisation,
  change,
}: {
  place: LogPlace;
  organisation: Address;
  change: "suspended" | "reinstated";
}): ChainEvent {
  return { type: "organisation", ...place, organisation: lower(organisation), change, name: null };
}

function subjectChange({
  place,
  args: { customer, subject },
  change,
}: {
  place: LogPlace;
  args: { customer: Hex; subject: Address };
  change: SubjectEvent["change"];
}): ChainEvent {
  return { type: "subject", ...place, customer, change, subject: lower(subject) };
}

function placeOf({ blockNumber, blockHash, transactionHash, logIndex }: RegistryLog): LogPlace {
  if (blockNumber === null || blockHash === null || transactionHash === null || logIndex === null) {
    throw chainUnavailable({ message: "The RPC answered with a log that is in no block." });
  }
  return { blockNumber: Number(blockNumber), blockHash, transactionHash, logIndex, timestamp: 0 };
}

/** Addresses are stored and compared in lower case. */
function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}

function toSafe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw indexBroken({ message: "An entry has a sequence nobody can have reached." });
  return number;
}

function toEnd(until: bigint): number | null {
  return until === NO_END ? null : clamp(until);
}

/** An end later than a safe integer of seconds is 285 million years away. */
function clamp(until: bigint): number {
  return until > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(until);
}
