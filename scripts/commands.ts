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
  {
    name: "organisation register",
    summary: "makes an account an organisation of the consortium",
    load: async () => (await import("./commands/organisation/register.ts")).organisationRegister,
  },
  {
    name: "organisation suspend",
    summary: "stops an organisation from writing",
    load: async () => (await import("./commands/organisation/suspension.ts")).organisationSuspend,
  },
  {
    name: "organisation reinstate",
    summary: "lets a suspended organisation write again",
    load: async () => (await import("./commands/organisation/suspension.ts")).organisationReinstate,
  },
  {
    name: "role give",
    summary: "gives an account a role, with or without an end",
    load: async () => (await import("./commands/role/give.ts")).roleGive,
  },
  {
    name: "role end",
    summary: "takes a role from an account",
    load: async () => (await import("./commands/role/end.ts")).roleEnd,
  },
  {
    name: "member enrol",
    summary: "makes an account's identity key, with passphrase and recovery words",
    load: async () => (await import("./commands/member/enrol.ts")).memberEnrol,
  },
  {
    name: "member prove",
    summary: "shows whoever asked that the account can use its key",
    load: async () => (await import("./commands/member/prove.ts")).memberProve,
  },
  {
    name: "member admit",
    summary: "gives an enrolled account the organisation's key",
    load: async () => (await import("./commands/member/admit.ts")).memberAdmit,
  },
  {
    name: "member remove",
    summary: "takes every role of a member, and starts a new key",
    load: async () => (await import("./commands/member/remove.ts")).memberRemove,
  },
  {
    name: "member list",
    summary: "who holds a role of an organisation, and until when",
    load: async () => (await import("./commands/member/list.ts")).memberList,
  },
  {
    name: "key publish",
    summary: "publishes an organisation's first key",
    load: async () => (await import("./commands/key/publish.ts")).keyPublish,
  },
  {
    name: "key renew",
    summary: "starts a new epoch of an organisation's key",
    load: async () => (await import("./commands/key/renew.ts")).keyRenew,
  },
  {
    name: "customer list",
    summary: "an organisation's customers, or those that are shared with it",
    load: async () => (await import("./commands/customer/list.ts")).customerList,
  },
  {
    name: "customer read",
    summary: "every entry of a customer, with its verdict",
    load: async () => (await import("./commands/customer/read.ts")).customerRead,
  },
  {
    name: "customer write",
    summary: "writes customers and entries from a file",
    load: async () => (await import("./commands/customer/write.ts")).customerWrite,
  },
  {
    name: "customer share",
    summary: "lets another organisation or a wallet read customers",
    load: async () => (await import("./commands/customer/share.ts")).customerShare,
  },
  {
    name: "customer revoke",
    summary: "takes a grant away, and starts a new key",
    load: async () => (await import("./commands/customer/revoke.ts")).customerRevoke,
  },
  {
    name: "customer erase",
    summary: "erases a customer, for good",
    load: async () => (await import("./commands/customer/erase.ts")).customerErase,
  },
  {
    name: "subject name",
    summary: "names a customer's own wallet",
    load: async () => (await import("./commands/subject/name.ts")).subjectName,
  },
  {
    name: "subject accept",
    summary: "becomes a customer's subject",
    load: async () => (await import("./commands/subject/accept.ts")).subjectAccept,
  },
];
