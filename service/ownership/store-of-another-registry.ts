import { KontorError } from "#protocol/errors/kontor-error.ts";

/** A store was made for another chain or registry than the one it is used with. Nothing in it is touched. */
export function storeOfAnotherRegistry({ file, reason }: { file: string; reason: string }): KontorError {
  return new KontorError({
    code: "StoreOfAnotherRegistry",
    message: `The store belongs to another chain or registry: ${reason}. Nothing in it was changed.`,
    hints: [
      "Check KONTOR_RPC_URL, KONTOR_CHAIN_ID, KONTOR_REGISTRY and KONTOR_DEPLOYMENT_BLOCK: a chain that was reset is another one.",
      "For another chain or registry, give the service files of its own: KONTOR_DATABASE and KONTOR_SHARES_DATABASE.",
    ],
    details: { file },
  });
}
