import { BaseError, type ContractFunctionRevertedError, decodeErrorResult, type Hex } from "viem";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";

/** A custom error of the registry's: `name` null where the node says that it refused and not, or not readably, with what. */
export type Revert = { name: string | null; args: readonly unknown[] };

/** Members in which nodes and wallets put an error's data, or another error that has it. */
const WRAPPERS = ["data", "result", "return", "output", "error", "originalError", "cause"] as const;
/** Of nested errors; nobody wraps as often. */
const MAX_DEPTH = 8;
const REVERT_DATA = /^(?:reverted )?(0x(?:[0-9a-f]{2}){4,})$/i;
const TRANSACTION_HASH = /^0x[0-9a-f]{64}$/i;
/** anvil puts a colon behind the selector. */
const CUSTOM_ERROR_DATA = /custom error (0x[0-9a-f]{8})(?:: ?)?((?:[0-9a-f]{2})*)/i;
const CUSTOM_ERROR_NAME = /custom error '?(\w+)\(/i;
const REFUSED = /execution reverted|VM Exception while processing transaction: revert|transaction reverted/i;

/**
 * The registry's refusal in whatever a node, a wallet or viem throws; null where it is none. No standard says where it is (EIP-1474
 * and EIP-3 leave `data` open): geth and anvil put the bytes into `data`, Hardhat an object with `data`, ganache one with
 * `result` or, by the transaction's hash, with `return`, OpenEthereum the text `Reverted 0x…`; wallets wrap all of these once more.
 * Where there is no data the message can still name the error, or at least say that it was one.
 */
export function revertOf(error: unknown): Revert | null {
  const decoded = decodedByViem(error);
  if (decoded !== null) return decoded;
  const data = find({ of: error, depth: 0, read: dataOf }) ?? find({ of: error, depth: 0, read: dataInText });
  if (data !== null) return decode(data);
  const named = find({ of: error, depth: 0, read: nameOf });
  if (named !== null) return { name: named, args: [] };
  const refused = find({ of: error, depth: 0, read: (of) => (REFUSED.test(textOf(of)) ? true : null) });
  const isPlain =
    error instanceof BaseError && error.walk((inner) => isNamed(inner, "ExecutionRevertedError")) !== null;
  return refused !== null || isPlain ? { name: null, args: [] } : null;
}

function decodedByViem(error: unknown): Revert | null {
  const found =
    error instanceof BaseError ? error.walk((inner) => isNamed(inner, "ContractFunctionRevertedError")) : null;
  const data = (found as ContractFunctionRevertedError | null)?.data;
  return data === undefined ? null : { name: data.errorName, args: (data.args ?? []) as readonly unknown[] };
}

function decode(data: Hex): Revert {
  try {
    const { errorName, args } = decodeErrorResult({ abi: kontorRegistryAbi, data });
    return { name: errorName, args: (args ?? []) as readonly unknown[] };
  } catch {
    return { name: null, args: [] };
  }
}

type Find<Found> = { of: unknown; depth: number; read: (of: unknown) => Found | null };

/** Goes through an error and everything that it wraps, the outermost first. */
function find<Found>({ of, depth, read }: Find<Found>): Found | null {
  const found = read(of);
  if (found !== null || depth > MAX_DEPTH || typeof of !== "object" || of === null) return found;
  const keyed = Object.keys(of).filter((name) => TRANSACTION_HASH.test(name));
  for (const name of [...WRAPPERS, ...keyed]) {
    const inner = find({ of: Reflect.get(of, name), depth: depth + 1, read });
    if (inner !== null) return inner;
  }
  return null;
}

function dataOf(of: unknown): Hex | null {
  const data = typeof of === "string" ? REVERT_DATA.exec(of)?.[1] : undefined;
  return data === undefined ? null : (data.toLowerCase() as Hex);
}

function dataInText(of: unknown): Hex | null {
  const found = CUSTOM_ERROR_DATA.exec(textOf(of));
  return found === null ? null : (`${found[1]}${found[2]}`.toLowerCase() as Hex);
}

function nameOf(of: unknown): string | null {
  const name = CUSTOM_ERROR_NAME.exec(textOf(of))?.[1];
  const isKnown = kontorRegistryAbi.some((part) => part.type === "error" && part.name === name);
  return name !== undefined && isKnown ? name : null;
}

function textOf(of: unknown): string {
  if (typeof of !== "object" || of === null) return "";
  const texts = ["message", "details", "shortMessage"].map((name) => Reflect.get(of, name));
  return texts.filter((text) => typeof text === "string").join("\n");
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
