import { wrapOldSecret } from "#protocol/keys/organisation-history.ts";
import type { Registry } from "../registry/registry.ts";
import { putHistory } from "../service/organisation-history.ts";
import type { Service } from "../service/service.ts";
import type { Keyring, OrganisationKey } from "./keyring.ts";
import { steadyNonce } from "./steady-nonce.ts";

export type KeepHistoryParameters = {
  registry: Registry;
  /** With a session of the organisation's account or a KEEPER. */
  service: Service;
  keyring: Keyring;
};

/**
 * Leaves every old organisation secret under its successor, so that whoever has the newest has them all. The same bytes each
 * time: doing it again changes nothing. Answers the keys that no successor reaches, because the keyring lacks it.
 */
export async function keepHistory(parameters: KeepHistoryParameters): Promise<OrganisationKey[]> {
  const { registry, service, keyring } = parameters;
  const { organisation, keys, current } = keyring;
  const unreached: OrganisationKey[] = [];
  for (const { epoch, secret: oldSecret, ...key } of keys.values()) {
    if (epoch >= current.epoch) continue;
    const next = keys.get(epoch + 1);
    if (next === undefined) {
      unreached.push({ epoch, secret: oldSecret, ...key });
      continue;
    }
    const header = { chainId: BigInt(registry.chainId), registry: registry.address, organisation, epoch };
    const place = new TextEncoder().encode(`history ${registry.chainId} ${registry.address} ${organisation} ${epoch}`);
    const randomBytes = steadyNonce({ key: next.secret, place, secret: oldSecret });
    const wrap = wrapOldSecret({ header, oldSecret, nextSecret: next.secret, randomBytes });
    await putHistory({ service, organisation, epoch, wrap });
  }
  return unreached;
}
