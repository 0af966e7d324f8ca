import type { GrantContext } from "../access/find-granted.ts";
import type { OwnRegistry } from "../access/require-own-registry.ts";
import type { ChainReader } from "../chain/chain-reader.ts";
import type { ServiceConfiguration } from "../configuration/service-configuration.ts";
import type { ShareStore } from "../store/share-store.ts";
import type { Store } from "../store/store.ts";

/** What keys, wraps and shares are kept with. A job or a command can give it as well as the HTTP app does. */
export type KeysContext = GrantContext & {
  store: Pick<Store, "possession" | "sealed" | "shareRecords" | "transaction" | "wraps">;
  shares: Pick<ShareStore, "find" | "findOrAdd">;
  chain: Pick<ChainReader, "keyOf">;
  configuration: OwnRegistry & Pick<ServiceConfiguration, "quotas">;
  /** Cryptographically strong random bytes. */
  randomBytes: (length: number) => Uint8Array;
};
