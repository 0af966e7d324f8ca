import type { RandomBytes } from "#protocol/bytes/random-bytes.ts";
import type { Identity } from "../keys/identity.ts";
import type { Keyring } from "../keys/keyring.ts";
import type { Registry, Wallet } from "../registry/registry.ts";
import type { Service } from "../service/service.ts";
import type { Journal } from "./journal.ts";

/** What the pipeline works with, from the stored write to its confirmation. */
export type PipelineContext = {
  registry: Registry;
  /** With a session of the author. */
  service: Service;
  wallet: Wallet;
  journal: Journal;
};

type Sealing = PipelineContext & {
  /** Blocks that have to hold a write before it counts as confirmed; 1 is its own block. */
  confirmations: number;
  randomBytes?: RandomBytes;
};

/** What a member's write needs on top: the organisation's keys to encrypt with. */
export type WriteContext = Sealing & { keyring: Keyring };

/** What a subject's consent needs on top: its own key, that opens what the steward gave it. */
export type SubjectContext = Sealing & {
  /** Of the wallet. */
  identity: Identity;
};

/** Writes as a member of an organisation, or as a customer's subject. */
export type AuthorContext = WriteContext | SubjectContext;

/**
 * Takes a write on. With keys also over a newer entry: what only adds, and edits that merge, are sealed again by themselves.
 * Without, such a write stops as `reverted`, until somebody comes with the keys.
 */
export type RunContext = PipelineContext | AuthorContext;
