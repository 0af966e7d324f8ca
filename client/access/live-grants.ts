import type { Address, Hex } from "viem";
import { grantRole, NO_END } from "#protocol/chain/grants.ts";
import { blockTime } from "../registry/block-time.ts";
import type { Registry } from "../registry/registry.ts";
import { type RegistryLog, registryLogs } from "../registry/registry-logs.ts";

/** A grant as the chain has it. */
export type Grant = {
  steward: Address;
  grantee: Address;
  /** `ALL_CUSTOMERS`: all of the steward's. */
  customer: Hex;
  /** 0: all kinds. */
  scope: number;
  /** Seconds since 1970; null for no end. */
  until: bigint | null;
};

export type LiveGrantsParameters = {
  registry: Registry;
  /** Grants of this steward. */
  steward?: Address;
  /** Grants to this grantee. */
  grantee?: Address;
};

/**
 * The grants that are held now, from the chain's events: given, not taken, not dropped by their holder, not ended at the newest
 * block's time. Throws `ChainUnavailable`.
 */
export async function liveGrants({ registry, steward, grantee }: LiveGrantsParameters): Promise<Grant[]> {
  const { number: toBlock, timestamp } = await blockTime({ registry });
  const logs = await registryLogs({
    registry,
    events: ["Granted", "GrantRevoked"],
    indexed: [null, steward ?? null, grantee ?? null],
    toBlock,
  });
  const grantees = [...new Set(logs.map(({ args }) => lower(args.grantee as Address)))];
  // A holder can drop a grant by renouncing its role, which emits nothing else.
  const dropped =
    grantees.length === 0
      ? []
      : await registryLogs({ registry, events: ["RoleRevoked"], indexed: [null, grantees], toBlock });
  const held = new Map<string, Grant>();
  for (const { eventName, args } of [...logs, ...dropped].sort(inOrder)) {
    if (eventName === "RoleRevoked") {
      held.delete(nameOf({ role: args.role as Hex, grantee: args.account as Address }));
      continue;
    }
    const place = { steward: args.steward as Address, customer: args.customer as Hex, scope: Number(args.scope) };
    const name = nameOf({ role: grantRole(place), grantee: args.grantee as Address });
    if (eventName === "GrantRevoked") held.delete(name);
    else held.set(name, grantOf({ place, args }));
  }
  return [...held.values()].filter(({ until }) => until === null || until > timestamp);
}

function grantOf({ place, args }: { place: Pick<Grant, "steward" | "customer" | "scope">; args: RegistryLog["args"] }) {
  const until = BigInt(args.until as bigint);
  const grant: Grant = {
    ...place,
    steward: lower(place.steward),
    grantee: lower(args.grantee as Address),
    until: until === NO_END ? null : until,
  };
  return grant;
}

function nameOf({ role, grantee }: { role: Hex; grantee: Address }): string {
  return `${role} ${grantee.toLowerCase()}`;
}

function inOrder(a: RegistryLog, b: RegistryLog): number {
  return Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex;
}

function lower<Text extends string>(text: Text): Text {
  return text.toLowerCase() as Text;
}
