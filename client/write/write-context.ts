import type { RandomBytes } from "#protocol/bytes/random-bytes.ts";
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

/** What preparing a write needs on top: the keys to encrypt with. */
export type WriteContext = PipelineContext & {
  keyring: Keyring;
  /** Blocks that have to hold a write before it counts as confirmed; 1 is its own block. */
  confirmations: number;
  randomBytes?: RandomBytes;
};
