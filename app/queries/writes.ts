import type { Address, Hex } from "viem";
import { type ConflictingEdit, conflictingFields } from "#app/model/writes/conflicting-fields.ts";
import type { Kontor } from "#app/runtime/kontor.ts";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import type { TrackedWrite, Writes } from "#app/runtime/writes.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";
import { getEntries } from "#client/service/customers.ts";
import type { Service } from "#client/service/service.ts";
import type { Draft } from "#client/write/draft.ts";
import type { Journal } from "#client/write/journal.ts";
import { conflictsOf } from "#client/write/kept-drafts.ts";
import type { ConflictChoice } from "#client/write/resolve-write.ts";
import type { Write } from "#client/write/write.ts";
import type { AuthorContext, PipelineContext, WriteContext } from "#client/write/write-context.ts";
import { restorePayloads } from "#client/write/written.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** Puts what a form says into the journal, in place of the form's own draft. */
export type SaveForm = (parameters: { context: AuthorContext; drafts: readonly Draft[] }) => Promise<void>;

/** Saves a form as a write and lets it go on in the background. Answers once the journal has it, or throws what is wrong with it. */
export const startWriteMutation = (parameters: {
  writes: Writes;
  context: WriteContext | undefined;
  save: SaveForm;
}) => ({
  mutationFn: async ({ id, draft }: { id: string; draft: Draft }) => {
    const { writes, save } = parameters;
    const context = requireWallet(parameters.context);
    const drafts = [draft];
    await save({ context, drafts });
    return writes.start({ context, id, drafts });
  },
  gcTime: 0,
});

type Acting = { kontor: Kontor; wallet: Wallet | undefined; keyring: Keyring | undefined };

/** Goes on with a write that stands still: on top of the newest entry where it came too late, as it is otherwise. */
export const goOnMutation = (acting: Acting) => ({
  mutationFn: async ({ write }: TrackedWrite) => {
    const { writes } = acting.kontor;
    const { id, state } = write;
    const context = authorOf({ ...acting, write });
    if (state.step !== "reverted" || state.remedy !== "rebase") {
      return writes.again({ context: context ?? pipelineOf(acting), id });
    }
    return writes.rebase({ context: requireKeys(context), id });
  },
});

/** The fields of a write that somebody else has changed too, in clear, and when the other entry was written. */
export const conflictsQuery = (parameters: Acting & { write: Write }) => {
  const { kontor, write } = parameters;
  const heads: readonly Hex[] = write.state.step === "conflict" ? write.state.customers.map(({ head }) => head) : [];
  return {
    queryKey: queryKeys.conflicts(write.id, heads),
    queryFn: async (): Promise<(ConflictingEdit & { writtenAt: number | null })[]> => {
      const conflicts = conflictsOf({ context: requireKeys(authorOf(parameters)), write });
      return Promise.all(
        conflicts.map(async (conflict) => {
          const { customer, head } = conflict;
          const entries = await getEntries({ service: kontor.service, customer });
          const writtenAt = entries.find((entry) => entry.head === head)?.timestamp ?? null;
          return { ...conflictingFields(conflict), writtenAt };
        }),
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  };
};

/** Decides what is in conflict, and lets the write go on. */
export const resolveMutation = (parameters: Acting & { write: Write }) => ({
  mutationFn: async (choices: readonly ConflictChoice[]) => {
    const { kontor, write } = parameters;
    await kontor.writes.resolve({ context: requireKeys(authorOf(parameters)), id: write.id, choices });
  },
  gcTime: 0,
});

function pipelineOf({ kontor, wallet }: Acting): PipelineContext & { confirmations: number } {
  const { registry, service, journal, settings } = kontor;
  return { registry, service, journal, wallet: requireWallet(wallet), confirmations: settings.confirmations };
}

/** What a write's author works with, where its keys are open; null elsewhere. A subject writes in its own name. */
function authorOf({ write, ...acting }: Acting & { write: Write }): AuthorContext | null {
  const identity = acting.kontor.keys.current();
  if (write.organisation === write.author) {
    return identity === undefined ? null : { ...pipelineOf(acting), identity };
  }
  return acting.keyring === undefined ? null : { ...pipelineOf(acting), keyring: acting.keyring };
}

function requireKeys(context: AuthorContext | null): AuthorContext {
  if (context !== null) return context;
  throw new KontorError({ code: "NotAdmitted", message: "The key is locked." });
}

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
