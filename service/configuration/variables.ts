import { z } from "zod";
import { addressSchema } from "#protocol/api/hex.ts";

const wholeNumber = ({ min, max }: { min: number; max: number }) =>
  z
    .string()
    .regex(/^[0-9]+$/, "expected a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const seconds = wholeNumber({ min: 1, max: 10 * 365 * 86_400 });

const httpUrl = z.url({ protocol: /^https?$/, error: "expected an http or https URL" });

const origin = httpUrl.refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: "expected scheme, host and port only, as in https://kontor.example",
});

/** The environment variables of the service: `kontor serve --help` prints what each does. */
export const VARIABLES = {
  KONTOR_RPC_URL: { schema: httpUrl, text: "JSON-RPC endpoint of the chain. Needed." },
  KONTOR_CHAIN_ID: { schema: wholeNumber({ min: 1, max: 2 ** 52 }), text: "Id of the chain. Needed." },
  KONTOR_REGISTRY: {
    schema: addressSchema,
    text: "Address of the KontorRegistry. Default: the one in KONTOR_DEPLOYMENTS for the chain id.",
  },
  KONTOR_DEPLOYMENTS: {
    schema: z.string().min(1),
    text: "The file in which kontor deploy notes registries by chain id. Default: the project's own record.",
  },
  KONTOR_DEPLOYMENT_BLOCK: {
    schema: wholeNumber({ min: 0, max: 2 ** 52 }),
    text: "Block of the registry's deployment, where the index begins. Default: as in KONTOR_DEPLOYMENTS.",
  },
  KONTOR_CONFIRMATIONS: {
    schema: wholeNumber({ min: 1, max: 10_000 }),
    text: "Blocks an entry needs, its own included, before it is called confirmed. Default: 12; 1 on chain 31337.",
  },
  KONTOR_REORG_WINDOW: {
    schema: wholeNumber({ min: 1, max: 10_000 }),
    text: "Deepest reorganisation that is followed without rebuilding the index. Default: 256.",
  },
  KONTOR_POLL_INTERVAL_MS: {
    schema: wholeNumber({ min: 20, max: 3_600_000 }),
    text: "Milliseconds between looks at the chain. Default: 4000; 300 on chain 31337.",
  },
  KONTOR_RPC_TIMEOUT_MS: {
    schema: wholeNumber({ min: 100, max: 300_000 }),
    text: "Milliseconds one RPC request may take. Default: 10000.",
  },
  KONTOR_PUBLIC_RPC_URL: {
    schema: httpUrl,
    text: "JSON-RPC endpoint that browsers may use. Default: none; KONTOR_RPC_URL on chain 31337.",
  },
  KONTOR_HOST: { schema: z.string().min(1), text: "Address to listen on. Default: 127.0.0.1." },
  KONTOR_PORT: { schema: wholeNumber({ min: 0, max: 65_535 }), text: "Port to listen on; 0: any. Default: 8787." },
  KONTOR_PUBLIC_ORIGIN: {
    schema: origin,
    text: "Origin under which browsers reach the service; sign-in is bound to it. Default: http://HOST:PORT.",
  },
  KONTOR_DATABASE: { schema: z.string().min(1), text: "SQLite file of the main store. Default: data/kontor.sqlite." },
  KONTOR_SHARES_DATABASE: {
    schema: z.string().min(1),
    text: "SQLite file of the shred shares: its backups must be few and short-lived. Default: data/shares.sqlite.",
  },
  KONTOR_SHARE_BACKUP_RETENTION: {
    schema: wholeNumber({ min: 0, max: 36_500 }),
    text: "Days a backup of the shred shares is kept at most: erasure receipts state it. Default: none, receipts say that nobody knows.",
  },
  KONTOR_BACKUP_RETENTION: {
    schema: wholeNumber({ min: 0, max: 36_500 }),
    text: "Days a backup of the main store is kept at most, for the same receipts. Default: none.",
  },
  KONTOR_APP_DIR: { schema: z.string().min(1), text: "Directory of the built dApp. Default: dist, where it exists." },
  KONTOR_SESSION_TTL: { schema: seconds, text: "Seconds a session lasts at most. Default: 43200 (12 hours)." },
  KONTOR_SESSION_IDLE: { schema: seconds, text: "Seconds a session may be unused. Default: 7200 (2 hours)." },
  KONTOR_PENDING_TTL: {
    schema: seconds,
    text: "Seconds a payload is kept that no entry refers to. Default: 86400 (1 day).",
  },
  KONTOR_PENDING_QUOTA: {
    schema: wholeNumber({ min: 1, max: 2 ** 50 }),
    text: "Bytes of such payloads an account may have. Default: 268435456 (256 MiB).",
  },
  KONTOR_NEW_CUSTOMERS_QUOTA: {
    schema: wholeNumber({ min: 1, max: 100_000_000 }),
    text: "Customers without an entry that an account may have keys made for. Default: 20000.",
  },
  KONTOR_IDEMPOTENCY_QUOTA: {
    schema: wholeNumber({ min: 1, max: 100_000_000 }),
    text: "Idempotency keys of an account that are remembered, each for a day. Default: 10000.",
  },
  KONTOR_RATE_PER_SECOND: {
    schema: wholeNumber({ min: 1, max: 1_000_000 }),
    text: "Requests a second for each address and each session. Default: 100.",
  },
  KONTOR_RATE_BURST: {
    schema: wholeNumber({ min: 1, max: 1_000_000 }),
    text: "Requests that may come at once. Default: 1000.",
  },
  KONTOR_SIGN_IN_PER_MINUTE: {
    schema: wholeNumber({ min: 1, max: 1_000_000 }),
    text: "Sign-in requests a minute for each address. Default: 60.",
  },
  KONTOR_SIGN_IN_BURST: {
    schema: wholeNumber({ min: 1, max: 1_000_000 }),
    text: "Sign-in requests that may come at once. Default: 60.",
  },
  KONTOR_TRUSTED_PROXIES: {
    schema: wholeNumber({ min: 0, max: 10 }),
    text: "Reverse proxies in front that set X-Forwarded-For. Default: 0.",
  },
  KONTOR_MAX_EVENT_STREAMS: {
    schema: wholeNumber({ min: 1, max: 100_000 }),
    text: "Open event streams at one time. Default: 1000.",
  },
  KONTOR_MAX_EVENT_STREAMS_PER_ADDRESS: {
    schema: wholeNumber({ min: 1, max: 100_000 }),
    text: "Of them, from one address. Default: 50.",
  },
  KONTOR_LOG_LEVEL: {
    schema: z.enum(["trace", "debug", "info", "warn", "error", "silent"]),
    text: "trace, debug, info, warn, error or silent. Default: info.",
  },
} as const;

export type VariableName = keyof typeof VARIABLES;
