import type { Address } from "viem";
import { encodeBase64 } from "#protocol/api/base64.ts";
import type { Keccak } from "#protocol/bytes/keccak.ts";
import type { RandomBytes } from "#protocol/bytes/random-bytes.ts";
import { type Entry, hashEntry, nextEntry, type Predecessor } from "#protocol/chain/entry.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Registry } from "../registry/registry.ts";
import type { JournaledAppend } from "./write.ts";

export type SealAppendParameters = {
  registry: Pick<Registry, "chainId" | "address">;
  author: Address;
  predecessor: Predecessor;
  kind: number;
  record: CustomerRecord;
  keyEpoch: number;
  sectionKey: Uint8Array;
  shredShare: Uint8Array;
  keccak: Keccak;
  randomBytes?: RandomBytes;
};

/** Encrypts a record as the entry that follows a predecessor, as the journal keeps it. */
export function sealAppend(parameters: SealAppendParameters): { entry: Entry; journaled: JournaledAppend } {
  const { registry, author, predecessor, kind, record, keyEpoch, ...sealing } = parameters;
  const { envelope, commitment, payloadDigest } = sealEnvelope({
    ...sealing,
    context: {
      chainId: BigInt(registry.chainId),
      registry: registry.address,
      customer: predecessor.header.customer,
      sequence: predecessor.header.sequence + 1n,
      kind,
      keyEpoch,
    },
    labels: record.labels,
    record,
  });
  const content = { kind, keyEpoch, commitment, payloadDigest };
  const entry = nextEntry({ predecessor, content, author });
  const { customer, sequence, steward } = entry.header;
  const journaled: JournaledAppend = {
    customer,
    sequence: sequence.toString(),
    steward: lowerCase(steward),
    predecessor: { steward: lowerCase(predecessor.header.steward), bodyHash: predecessor.bodyHash },
    ...content,
    head: hashEntry(entry),
    envelope: encodeBase64(envelope),
  };
  return { entry, journaled };
}

function lowerCase(address: Address): Address {
  return address.toLowerCase() as Address;
}
