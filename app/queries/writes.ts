import type { Address } from "viem";
import type { Kontor } from "#app/runtime/kontor.ts";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import type { TrackedWrite, Writes } from "#app/runtime/writes.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import type { Draft } from "#client/write/draft.ts";
import type { Journal } from "#client/write/journal.ts";
import type { WriteContext } from "#client/write/write-context.ts";
import { restorePayloads } from "#client/write/written.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** Prepares a write and lets it go on in the background. Answers once the journal has it, or throws what is wrong with it. */
export const startWriteMutation = (parameters: { writes: Writes; context: WriteContext | undefined }) => ({
  mutationFn: async ({ id, draft }: { id: string; draft: Draft }) => {
    const { writes } = parameters;
    const context = requireWallet(parameters.context);
    return writes.start({ context, id, drafts: [draft] });
  },
  gcTime: 0,
});

/** Goes on with a write that stands still: on top of the newest entry where it came too late, as it is otherwise. */
export const goOnMutation = (parameters: {
  kontor: Kontor;
  wallet: Wallet | undefined;
  keyring: Keyring | undefined;
}) => ({
  mutationFn: async ({ write }: TrackedWrite) => {
    const { kontor, keyring } = parameters;
    const { registry, service, journal, settings, writes, keys } = kontor;
    const wallet = requireWallet(parameters.wallet);
    const { confirmations } = settings;
    const pipeline = { registry, service, journal, wallet, confirmations };
    const identity = keys.current();
    const { id, state } = write;
    const isSubject = write.organisation === write.author;
    const asSubject = isSubject && identity !== undefined ? { ...pipeline, identity } : null;
    const asMember = !isSubject && keyring !== undefined ? { ...pipeline, keyring } : null;
    const context = asSubject ?? asMember;
    if (state.step !== "reverted" || state.remedy !== "rebase") {
      return writes.again({ context: context ?? pipeline, id });
    }
    if (context === null) throw new KontorError({ code: "NotAdmitted", message: "The key is locked." });
    return writes.rebase({ context, id });
  },
});

/** Gives the service back what it has lost of this browser's confirmed writes: once for each page that is opened. */
export const restoredPayloadsQuery = (parameters: {
  registry: Registry;
  service: Service;
  written: Journal;
  author: Address;
}) => ({
  queryKey: queryKeys.restoredPayloads(parameters.author),
  queryFn: () => restorePayloads(parameters),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});
