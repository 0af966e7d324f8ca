import { type Address, type Hex, isAddress } from "viem";
import { usageError } from "./parse-options.ts";

type Named = { name: string; text: string };

/** 20 bytes in hexadecimal; mixed case has to be a right checksum (EIP-55). */
export function parseAddress({ name, text }: Named): Address {
  const isOneCase = text.slice(2) === text.slice(2).toLowerCase() || text.slice(2) === text.slice(2).toUpperCase();
  if (!isAddress(text, { strict: !isOneCase })) {
    throw usageError(
      `${name} is not an address: 0x and 40 hexadecimal digits, with a right checksum where it is in mixed case.`,
    );
  }
  return text.toLowerCase() as Address;
}

/** 32 bytes in hexadecimal: a customer's id, a block hash, a code hash. */
export function parseBytes32({ name, text }: Named): Hex {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) throw usageError(`${name} is not 0x and 64 hexadecimal digits.`);
  return text.toLowerCase() as Hex;
}

/** An http or https URL. */
export function parseHttpUrl({ name, text }: Named): string {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw usageError(`${name} is not an http or https URL.`);
  }
  return text;
}

/** A whole number within bounds. */
export function parseWhole({ name, text, min, max }: Named & { min: number; max: number }): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw usageError(`${name} is not a whole number from ${min} to ${max}.`);
  }
  return value;
}
