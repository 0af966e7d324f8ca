/** What stands between the person and new data, if anything does. */
export type ConnectionState = "connected" | "offline" | "serviceDown" | "chainDown" | "chainBehind" | "serviceBehind";

/** What was found when the service and the chain were last asked; null where one did not answer. */
export type Contact = {
  /** The newest block that the service's index holds. */
  indexedBlock: number | null;
  /** The newest block of the chain, and its time in seconds since 1970. */
  block: { number: bigint; timestamp: bigint } | null;
};

/** Blocks by which one side may be behind the other while both are well. */
const LAG = 5n;
/** No chain that people use takes this long for a block (seconds). */
const OLD = 900n;

/** Undecided counts as connected: nobody is warned of what nobody has looked at. */
export function connectionState(parameters: {
  online: boolean;
  contact: Contact | undefined;
  /** A local chain has a new block only when somebody sends something. */
  development: boolean;
  now?: Date;
}): ConnectionState {
  const { online, contact, development, now = new Date() } = parameters;
  if (!online) return "offline";
  if (contact === undefined) return "connected";
  const { indexedBlock, block } = contact;
  if (indexedBlock === null) return "serviceDown";
  if (block === null) return "chainDown";
  const age = BigInt(Math.floor(now.getTime() / 1000)) - block.timestamp;
  if (BigInt(indexedBlock) > block.number + LAG || (!development && age > OLD)) return "chainBehind";
  return BigInt(indexedBlock) + LAG < block.number ? "serviceBehind" : "connected";
}
