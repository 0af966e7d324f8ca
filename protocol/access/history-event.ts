import type { Address, Hex } from "viem";

/** Where an event stands on the chain. */
export type Place = {
  block: bigint;
  /** The block's Unix time in seconds. */
  timestamp: bigint;
  /** Within the block. */
  logIndex: number;
};

/**
 * The registry's events that say who may read what, with the names and arguments that its ABI gives them; an event may
 * carry more. See the contracts' interfaces for what each means.
 */
export type HistoryEvent = Place &
  (
    | { name: "OrganisationRegistered"; organisation: Address }
    | { name: "RoleGranted"; role: Hex; account: Address }
    | { name: "RoleRevoked"; role: Hex; account: Address }
    | { name: "RoleEndSet"; role: Hex; account: Address; until: bigint }
    | { name: "KeyPublished"; account: Address; epoch: number }
    | { name: "Granted"; customer: Hex; steward: Address; grantee: Address; scope: number; until: bigint }
    | { name: "GrantRevoked"; customer: Hex; steward: Address; grantee: Address; scope: number }
    | { name: "EntryAppended"; customer: Hex; sequence: bigint; steward: Address; kind: number; keyEpoch: number }
    | { name: "SubjectNamed"; customer: Hex; subject: Address }
    | { name: "SubjectAccepted"; customer: Hex; subject: Address }
    | { name: "SubjectLeft"; customer: Hex; subject: Address }
    | { name: "CustomerErased"; customer: Hex }
  );

export type HistoryEventName = HistoryEvent["name"];

/** An event by its name. */
export type EventNamed<Name extends HistoryEventName> = Extract<HistoryEvent, { name: Name }>;
