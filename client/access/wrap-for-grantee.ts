import type { Address, Hex } from "viem";
import { narrowSecret } from "#protocol/keys/scoped-secret.ts";
import { wrapSecret } from "#protocol/keys/wrap.ts";
import type { WrapHeader } from "#protocol/keys/wrap-header.ts";
import { placeOfWrap, steadyNonce } from "../keys/steady-nonce.ts";
import type { Registry } from "../registry/registry.ts";

export type WrapForGranteeParameters = {
  registry: Pick<Registry, "chainId" | "address">;
  customer: Hex;
  keyEpoch: number;
  customerSecret: Uint8Array;
  grantee: Address;
  /** 0: the customer secret; otherwise one kind's section key only. */
  scope: number;
  /** Epoch of the steward's key that the channel was made in. */
  channelEpoch: number;
  channelWrapKey: Uint8Array;
};

/** A customer's secret of one epoch for a grantee: symmetric, and the same bytes each time. */
export function wrapForGrantee(parameters: WrapForGranteeParameters): Uint8Array {
  const { registry, customer, keyEpoch, customerSecret, grantee, scope, channelEpoch, channelWrapKey } = parameters;
  const header: WrapHeader = {
    wrapper: "channel",
    chainId: BigInt(registry.chainId),
    registry: registry.address,
    customer,
    keyEpoch,
    scope,
    holder: grantee,
    wrapperEpoch: channelEpoch,
  };
  const secret = narrowSecret({ customerSecret, scope });
  const randomBytes = steadyNonce({ key: channelWrapKey, place: placeOfWrap(header), secret });
  return wrapSecret({ header, secret, wrapKey: channelWrapKey, randomBytes });
}
