import { HttpRequestError, UserRejectedRequestError } from "viem";
import { describe, expect, it } from "vitest";
import { describeError } from "#app/errors/describe-error.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

describe("describeError", () => {
  it("default: a KontorError says its code, message and hints, however deep it is", () => {
    const inner = new KontorError({ code: "StaleHead", message: "Too late.", hints: ["Read again."], retryable: true });
    const outer = new Error("wrapped", { cause: new Error("again", { cause: inner }) });
    expect(describeError(outer)).toEqual({
      code: "StaleHead",
      message: "Too late.",
      hints: ["Read again."],
      retryable: true,
    });
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

  it("error: what is no error at all still has a description, and shows nothing of itself", () => {
    const description = describeError({ secret: "abandon abandon" });
    expect(description.code).toBe("Unexpected");
    expect(JSON.stringify(description)).not.toContain("abandon");
  });

  it("behavior: a chain of causes that loops ends", () => {
    const loop = new Error("round");
    loop.cause = loop;
    expect(describeError(loop)).toMatchObject({ code: "Error", message: "round" });
  });
});
