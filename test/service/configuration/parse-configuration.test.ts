import { describe, expect, it } from "vitest";
import { parseConfiguration } from "#service/configuration/parse-configuration.ts";

const NEEDED = {
  KONTOR_RPC_URL: "http://127.0.0.1:8545",
  KONTOR_CHAIN_ID: "11155111",
  KONTOR_REGISTRY: `0x${"Ab".repeat(20)}`,
  KONTOR_DEPLOYMENT_BLOCK: "7",
};

const parse = (environment: Record<string, string | undefined>) =>
  parseConfiguration({ environment: { ...NEEDED, ...environment }, defaultAppDirectory: null });

/** The refusal's message: it names each variable that is wrong. */
function refusal(environment: Record<string, string | undefined>): string {
  try {
    parse(environment);
  } catch (error) {
    expect(error).toMatchObject({ code: "ConfigurationInvalid" });
    return (error as Error).message;
  }
  throw new Error("the configuration was taken");
}

describe("parseConfiguration", () => {
  it("default: needs four variables, and is careful on a public chain", () => {
    expect(parse({})).toMatchObject({
      chain: {
        chainId: 11155111,
        registry: `0x${"ab".repeat(20)}`,
        deploymentBlock: 7,
        confirmations: 12,
        reorgWindow: 256,
      },
      development: false,
      publicRpcUrl: null,
      publicOrigin: null,
      listen: { host: "127.0.0.1", port: 8787 },
      trustedProxies: 0,
    });
  });

  it("behavior: on a development chain it is quick, and browsers get the RPC", () => {
    expect(parse({ KONTOR_CHAIN_ID: "31337" })).toMatchObject({
      chain: { confirmations: 1, pollIntervalMs: 300 },
      development: true,
      publicRpcUrl: NEEDED.KONTOR_RPC_URL,
    });
  });

  it("behavior: says when backups are gone only where the operator does", () => {
    expect(parse({}).backups).toEqual({ shareRetentionDays: null, storeRetentionDays: null });
    expect(parse({ KONTOR_SHARE_BACKUP_RETENTION: "0", KONTOR_BACKUP_RETENTION: "90" }).backups).toEqual({
      shareRetentionDays: 0,
      storeRetentionDays: 90,
    });
  });

  it("error: names every variable that is missing or wrong, and no value", () => {
    const missing = refusal({ KONTOR_RPC_URL: undefined, KONTOR_CHAIN_ID: "", KONTOR_REGISTRY: undefined });
    for (const name of ["KONTOR_RPC_URL", "KONTOR_CHAIN_ID", "KONTOR_REGISTRY"]) expect(missing).toContain(name);
    const wrong = {
      KONTOR_RPC_URL: "ftp://user:canary@host",
      KONTOR_CHAIN_ID: "-1",
      KONTOR_REGISTRY: "0x12canary",
      KONTOR_DEPLOYMENT_BLOCK: "0x10",
      KONTOR_CONFIRMATIONS: "0",
      KONTOR_REORG_WINDOW: "1e3",
      KONTOR_POLL_INTERVAL_MS: "fast-canary",
      KONTOR_RPC_TIMEOUT_MS: "1",
      KONTOR_PUBLIC_RPC_URL: "javascript:canary",
      KONTOR_PORT: "65536",
      KONTOR_PUBLIC_ORIGIN: "https://canary.example/path",
      KONTOR_SESSION_TTL: "0",
      KONTOR_PENDING_QUOTA: " 5",
      KONTOR_SHARE_BACKUP_RETENTION: "a week",
      KONTOR_BACKUP_RETENTION: "-1",
      KONTOR_TRUSTED_PROXIES: "11",
      KONTOR_LOG_LEVEL: "canary",
    };
    const message = refusal(wrong);
    for (const name of Object.keys(wrong)) expect(message).toContain(name);
    expect(message).not.toContain("canary");
  });

  it("error: what contradicts itself is refused", () => {
    expect(refusal({ KONTOR_CONFIRMATIONS: "10", KONTOR_REORG_WINDOW: "9" })).toContain("KONTOR_REORG_WINDOW");
    expect(refusal({ KONTOR_DATABASE: "a.sqlite", KONTOR_SHARES_DATABASE: "a.sqlite" })).toContain(
      "KONTOR_SHARES_DATABASE",
    );
    expect(refusal({ KONTOR_DEPLOYMENT_BLOCK: undefined })).toContain("KONTOR_DEPLOYMENT_BLOCK");
  });
});
