import type { Address, Hex } from "viem";
import type { Keyring } from "../keys/keyring.ts";
import type { Registry } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import { putWraps } from "../service/wraps.ts";
import { type Channel, channelTo } from "./channel.ts";
import type { Recipient } from "./recipients.ts";
import { wrapForGrantee } from "./wrap-for-grantee.ts";

export type ShareSecretsParameters = {
  registry: Registry;
  /** With a session of a WRITER or KEEPER of the steward. */
  service: Service;
  /** The steward's. */
  keyring: Keyring;
  secrets: readonly { customer: Hex; keyEpoch: number; customerSecret: Uint8Array }[];
  /** Who gets a customer's secret: grantees and subjects that hold their right on chain now. */
  recipientsOf: (customer: Hex) => readonly Recipient[];
};

/**
 * Wraps customer secrets under the channels of the current epoch and leaves them at the service. Symmetric work only, and
 * the same bytes each time: an interrupted batch is simply done again.
 */
export async function shareSecrets(parameters: ShareSecretsParameters): Promise<void> {
  const { registry, service, keyring, secrets, recipientsOf } = parameters;
  const channels = new Map<Address, Channel>();
  const channelOf = (grantee: Address): Channel => {
    const channel = channels.get(grantee) ?? channelTo({ keyring, grantee });
    channels.set(grantee, channel);
    return channel;
  };
  const wraps = secrets.flatMap((secret) =>
    recipientsOf(secret.customer).map(({ grantee, scope }) => {
      const { epoch: channelEpoch, wrapKey: channelWrapKey } = channelOf(grantee);
      return wrapForGrantee({ ...secret, registry, grantee, scope, channelEpoch, channelWrapKey });
    }),
  );
  if (wraps.length > 0) await putWraps({ service, organisation: keyring.organisation, wraps });
}
