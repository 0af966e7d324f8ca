import { globSync, readFileSync } from "node:fs";
import { HttpRequestError, UserRejectedRequestError } from "viem";
import { describe, expect, it } from "vitest";
import { describeCode, describeError } from "#app/errors/describe-error.ts";
import { ERROR_CODES, type ErrorCode } from "#protocol/errors/codes.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

/** Every code that what runs in the browser names: it may raise it there. */
function codesOfTheBrowser(): Set<string> {
  const files = globSync(["app/**/*.{ts,tsx}", "client/**/*.ts", "protocol/**/*.ts"]);
  const sources = files
    .filter((file) => !/^client\/node\/|^protocol\/errors\/codes\.ts$|^app\/i18n\//.test(file.replaceAll("\\", "/")))
    .map((file) => readFileSync(file, "utf8"));
  return new Set(ERROR_CODES.filter((code) => sources.some((source) => source.includes(`"${code}"`))));
}

/** Codes without words in the app, and why nobody meets them there. */
const NEVER_MET = {
  BuildFailed: "Scripts raise it when the dApp does not build: there is no page yet.",
  ConfigurationInvalid: "The service does not start with it.",
  DemoFailed: "Scripts raise it when the demo's data cannot be written.",
  DeploymentFailed: "The command that deploys the registry raises it.",
  PortTaken: "The service and local nodes do not start with it.",
  ReorgTooDeep: "The indexer stops with it; whoever asks then is told IndexBroken or IndexNotReady.",
  StoreLocked: "A second service on the same files does not start with it; the first one goes on answering.",
  StoreVersionUnknown: "The service does not start on a store of a later version.",
  StoresDiffer: "The service does not start on two stores that do not belong together.",
} as const satisfies Partial<Record<ErrorCode, string>>;

describe("describeError", () => {
  it("default: a KontorError is said in the app's own words, however deep it is", () => {
    const inner = new KontorError({ code: "StaleHead", message: "Protocol's words.", hints: ["And its hint."] });
    const outer = new Error("wrapped", { cause: new Error("again", { cause: inner }) });
    const described = describeError(outer);
    expect(described).toMatchObject({ code: "StaleHead", message: "Somebody else wrote to this customer first." });
    expect(JSON.stringify(described)).not.toMatch(/Protocol's words|And its hint/);
  });

  it("behavior: every code that the browser can raise has words of its own", () => {
    const codes = codesOfTheBrowser();
    expect(codes.size).toBeGreaterThan(60);
    const { message: unexpected } = describeCode("Unheard");
    const wordless = [...codes].filter((code) => describeCode(code).message === unexpected);
    expect(wordless).toEqual([]);
  });

  it("behavior: every code of the project has words, save those that nobody meets in the app", () => {
    const { message: unexpected } = describeCode("Unheard");
    const wordless = ERROR_CODES.filter((code) => describeCode(code).message === unexpected);
    expect([...new Set(wordless)].sort()).toEqual(Object.keys(NEVER_MET).sort());
  });

  it("behavior: of the codes that nobody meets in the app, the service gives none in an answer", () => {
    const routes = globSync("service/http/**/*.ts").map((file) => readFileSync(file, "utf8"));
    expect(routes.length).toBeGreaterThan(10);
    const answered = Object.keys(NEVER_MET).filter((code) => routes.some((source) => source.includes(`"${code}"`)));
    expect(answered).toEqual([]);
  });

  it("behavior: a refusal in the wallet is the person's own, not a failure", () => {
    expect(describeError(new UserRejectedRequestError(new Error("no")))).toMatchObject({ code: "WalletDeclined" });
    expect(describeError(Object.assign(new Error("x"), { code: -32002 }))).toMatchObject({ code: "WalletBusy" });
  });

  it("behavior: an outage of the chain or the network says so", () => {
    expect(describeError(new HttpRequestError({ url: "http://127.0.0.1:1" }))).toMatchObject({
      code: "ConnectionFailed",
    });
    expect(describeError(new TypeError("Failed to fetch"))).toMatchObject({ code: "ConnectionFailed" });
  });

  it("error: what is not known still has a description, and shows nothing of itself", () => {
    for (const thrown of [{ secret: "abandon abandon" }, new RangeError("abandon abandon"), "abandon", undefined]) {
      const description = describeError(thrown);
      expect(description.message).toBe("Something unexpected went wrong.");
      expect(JSON.stringify(description)).not.toContain("abandon");
    }
    expect(describeError(new RangeError("x")).code).toBe("RangeError");
  });

  it("behavior: a chain of causes that loops ends", () => {
    const loop = new Error("round");
    loop.cause = loop;
    expect(describeError(loop)).toMatchObject({ code: "Error" });
  });
});
