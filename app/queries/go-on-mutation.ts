import type { Kontor } from "#app/runtime/kontor.ts";
import type { TrackedWrite } from "#app/runtime/writes.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { Wallet } from "#client/registry/registry.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Goes on with a write that stands still: on top of the newest entry where it came too late, as it is otherwise. */
export const goOnMutation = (parameters: {
  kontor: Kontor;
  wallet: Wallet | undefined;
  keyring: Keyring | undefined;
}) => ({
  mutationFn: async ({ write, drafts }: TrackedWrite) => {
    const { kontor, wallet, keyring } = parameters;
    const { registry, service, journal, settings, writes } = kontor;
    if (wallet === undefined) throw new KontorError({ code: "InvalidArgument", message: "No wallet is connected." });
    const context = { registry, service, journal, wallet };
    const { id, state } = write;
    if (state.step !== "reverted" || state.remedy !== "rebase") return writes.again({ context, id });
    if (keyring === undefined || drafts === null) {
      throw new KontorError({ code: "NotRebasable", message: "What this write said is no longer in memory." });
    }
    // The member has been shown what came first: what follows it now may follow anything.
    const fresh = drafts.map(({ follows: _follows, ...draft }) => draft);
    return writes.rebase({
      context: { ...context, keyring, confirmations: settings.confirmations },
      id,
      drafts: fresh,
    });
  },
});
