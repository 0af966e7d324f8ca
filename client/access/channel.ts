import type { Address } from "viem";
import { deriveChannelKey, deriveChannelWrapKey } from "#protocol/keys/channel-key.ts";
import type { Keyring } from "../keys/keyring.ts";

/** The way of a steward's customer secrets to one grantee, in one key epoch of the steward. */
export type Channel = {
  steward: Address;
  grantee: Address;
  /** Of the steward's key. */
  epoch: number;
  wrapKey: Uint8Array;
};

/** A steward's channel of its current epoch to a grantee: every member of the steward comes to the same one. */
export function channelTo({ keyring, grantee }: { keyring: Keyring; grantee: Address }): Channel {
  const { organisation: steward, epoch, secret: organisationSecret } = keyring.current;
  const wrapKey = deriveChannelWrapKey(deriveChannelKey({ organisationSecret, grantee }));
  return { steward, grantee, epoch, wrapKey };
}
