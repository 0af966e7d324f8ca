import type { Address } from "viem";
import type { Reader } from "#client/read/section-keys.ts";
import type { Values } from "./command.ts";
import { type MEMBER_OPTIONS, openMember, type SignedInAccount, unlockAccount } from "./open-member.ts";

export type OpenReader = SignedInAccount & { reader: Reader; organisation: Address | null };

/** Somebody who reads: as a member where `--organisation` is given, as a wallet of their own otherwise. */
export async function openReader(values: Values<typeof MEMBER_OPTIONS>): Promise<OpenReader> {
  if (values.organisation === undefined) {
    const { identity, ...signedIn } = await unlockAccount(values);
    return { ...signedIn, reader: { identity }, organisation: null };
  }
  const { keyring, organisation, ...member } = await openMember(values);
  return { ...member, reader: { keyring }, organisation };
}
