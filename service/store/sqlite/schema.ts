import type { Generated } from "kysely";
import type { Address, Hex } from "viem";
import type { Wrapper } from "#protocol/keys/wrap-header.ts";
import type { LeaseName } from "../lease-store.ts";
import type { SealedKind } from "../sealed-store.ts";

/* Rows as they are stored. Hashes and addresses are lower-case text; flags are 0 and 1. */

type Place = { block_number: number; log_index: number };
type TimedPlace = Place & { transaction_hash: Hex; timestamp: number };

/** One row at most. */
export type MarkSchema = {
  mark: {
    id: 1;
    store: Hex;
    chain_id: number;
    registry: Address;
    genesis_hash: Hex;
    deployment_block: number;
    deployment_hash: Hex;
    marked_block: number;
  };
};

export type MainSchema = MarkSchema & {
  setting: { name: string; value: number };
  lease: { name: LeaseName; holder: string; until: number };
  /** One row at most; JSON, for nobody asks for a part of it. */
  index_status: { id: 1; status: string };

  /** `referred`: an indexed entry has named it, now or once. */
  payload: {
    digest: Hex;
    organisation: Address;
    size: number;
    bytes: Uint8Array;
    customer: Hex;
    referred: Generated<0 | 1>;
  };
  made_share: { customer: Hex; key_epoch: number; organisation: Address; author: Address };
  pending_payload: {
    digest: Hex;
    organisation: Address;
    author: Address;
    size: number;
    since_wall: number;
    since_chain: number;
  };

  wrap: {
    customer: Hex;
    key_epoch: number;
    scope: number;
    holder: Address;
    wrapper: Wrapper;
    wrapper_epoch: number;
    steward: Address;
    author: Address;
    bytes: Uint8Array;
  };
  identity: { account: Address; bytes: Uint8Array; etag: string; updated_at: number };
  sealed_secret: {
    kind: SealedKind;
    organisation: Address;
    epoch: number;
    recipient: Address;
    recipient_epoch: number;
    digest: Hex;
    bytes: Uint8Array;
    created_at: number;
    author: Address;
  };

  possession: {
    organisation: Address;
    account: Address;
    author: Address;
    digest: Hex;
    bytes: Uint8Array;
    answer: Uint8Array | null;
    updated_at: number;
  };
  erasure: {
    customer: Hex;
    head: Hex;
    shares_destroyed: number | null;
    wraps_deleted: number;
    payloads_deleted: number;
    destroyed_at: number | null;
  };

  challenge: { message_hash: Hex; address: Address; expires_at: number };
  session: {
    token_hash: Hex;
    address: Address;
    transport: "cookie" | "bearer";
    expires_at: number;
    used_at: number;
  };
  idempotency_key: { caller: Address; key: string; request_hash: Hex; created_at: number };

  block: { number: number; hash: Hex; parent_hash: Hex; timestamp: number };
  entry: Place & {
    customer: Hex;
    sequence: number;
    steward: Address;
    head: Hex;
    previous: Hex;
    author: Address;
    kind: number;
    key_epoch: number;
    commitment: Hex;
    payload_digest: Hex;
    block_hash: Hex;
    transaction_hash: Hex;
    timestamp: number;
  };
  customer: {
    customer: Hex;
    sequence: number;
    head: Hex;
    steward: Address;
    kind: number;
    updated_block: number;
  };
  transfer_offer: Place & { customer: Hex; head: Hex; from_account: Address; to_account: Address };
  role_event: TimedPlace & { role: Hex; account: Address; until: number | null };
  organisation_event: Place & {
    organisation: Address;
    change: "registered" | "suspended" | "reinstated";
    name: string | null;
  };
  published_key: Place & {
    account: Address;
    epoch: number;
    suite: number;
    key_hash: Hex;
    key_bytes: Uint8Array;
  };
  anchor: Place & { sender: Address; topic: Hex; size: string; root: Hex };
  grant_event: TimedPlace & {
    role: Hex;
    steward: Address;
    customer: Hex;
    grantee: Address;
    scope: number;
    until: number | null;
  };
  subject_event: TimedPlace & { customer: Hex; change: "named" | "accepted" | "left"; subject: Address };
  countersignature: TimedPlace & { customer: Hex; head: Hex; subject: Address };
  erasure_request: TimedPlace & { customer: Hex; subject: Address };
};

/** Tables of the index: one row per event, each with its place in the chain. */
export const EVENT_TABLES = [
  "entry",
  "transfer_offer",
  "role_event",
  "organisation_event",
  "published_key",
  "anchor",
  "grant_event",
  "subject_event",
  "countersignature",
  "erasure_request",
] as const;

export type ShareSchema = MarkSchema & {
  /** `digest`: SHA-256 of the share; null for those that are older than it. */
  share: { customer: Hex; key_epoch: number; organisation: Address; share: Uint8Array; digest: Hex | null };
  destroyed: { customer: Hex; shares: number; at: number };
};
