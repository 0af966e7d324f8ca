import type { Command } from "./cli/command.ts";

export type ListedCommand = {
  /** The words after `kontor`. */
  name: string;
  /** What it does, in one line. */
  summary: string;
  /** Only the command that is called is loaded. */
  load: () => Promise<Command>;
};

/** Every subcommand of `kontor`, in the order of `kontor --help`. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: "start",
    summary: "the whole of Kontor on this machine, with demo data",
    load: async () => (await import("./commands/start.ts")).start,
  },
  {
    name: "demo",
    summary: "the whole round, unattended, with a verifier of its own",
    load: async () => (await import("./commands/demo.ts")).demo,
  },
  {
    name: "verify",
    summary: "a stranger's check of customers' chains",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  {
    name: "access",
    summary: "who could decrypt a customer, at any time",
    load: async () => (await import("./commands/access.ts")).access,
  },
  {
    name: "deploy",
    summary: "a registry, through Hardhat Ignition",
    load: async () => (await import("./commands/deploy.ts")).deploy,
  },
  {
    name: "serve",
    summary: "the service of a registry; configured by environment, docs/OPERATIONS.md",
    load: async () => (await import("./commands/serve.ts")).serve,
  },
  {
    name: "store check",
    summary: "what a service's store lacks, or has damaged",
    load: async () => (await import("./commands/store/check.ts")).storeCheck,
  },
  {
    name: "store release",
    summary: "lets go of payloads that the store holds because their entry is gone",
    load: async () => (await import("./commands/store/release.ts")).storeRelease,
  },
  {
    name: "store adopt",
    summary: "gives this registry's mark to a store that has none",
    load: async () => (await import("./commands/store/adopt.ts")).storeAdopt,
  },
];
