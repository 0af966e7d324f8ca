import { useEffect } from "react";
import type { Identity } from "#client/keys/identity.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import { useConnectionState } from "./use-connection-state.ts";
import { useKontor } from "./use-kontor.ts";
import { useWallet } from "./use-wallet.ts";

/** Goes on with what the journal holds unfinished of the connected account: all that the given keys, or none, are enough for. */
export const useResumedWrites = (keys: { keyring?: Keyring | undefined; identity?: Identity | undefined }): void => {
  const { registry, service, journal, writes, settings } = useKontor();
  const wallet = useWallet();
  const { keyring, identity } = keys;
  const { confirmations } = settings;
  // What an outage has stopped goes on after it.
  const state = useConnectionState();
  const connected = state !== "offline" && state !== "serviceDown" && state !== "chainDown";
  useEffect(() => {
    if (wallet === undefined || !connected) return;
    const pipeline = { registry, service, journal, wallet, confirmations };
    if (keyring !== undefined) void writes.resume({ context: { ...pipeline, keyring } });
    else void writes.resume({ context: identity === undefined ? pipeline : { ...pipeline, identity } });
  }, [registry, service, journal, writes, wallet, confirmations, keyring, identity, connected]);
};
