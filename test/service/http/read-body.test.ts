import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readBody } from "#service/http/read-body.ts";

const requestOf = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "PUT", body, headers, duplex: "half" } as RequestInit);

describe("readBody", () => {
  it("default: gives the bytes and their SHA-256, up to the limit exactly", async () => {
    const bytes = new Uint8Array(1_000).fill(7);
    const sha256 = `0x${createHash("sha256").update(bytes).digest("hex")}`;
    const read = await readBody({ request: requestOf(bytes), limit: 1_000 });
    expect({ ...read, bytes: new Uint8Array(read.bytes) }).toEqual({ bytes, sha256 });
    await expect(readBody({ request: requestOf(bytes), limit: 999 })).rejects.toMatchObject({ code: "BodyTooLarge" });
    expect((await readBody({ request: new Request("http://localhost/"), limit: 1 })).bytes).toHaveLength(0);
  });

  it("attack: a body shorter than it says, or one that fails on the way, is broken off", async () => {
    const short = requestOf(new Uint8Array(5), { "Content-Length": "10" });
    await expect(readBody({ request: short, limit: 100 })).rejects.toMatchObject({
      code: "UploadBroken",
      retryable: true,
    });
    const failing = requestOf(
      new ReadableStream({
        pull: (controller) => controller.error(new Error("the socket is gone")),
      }),
    );
    await expect(readBody({ request: failing, limit: 100 })).rejects.toMatchObject({ code: "UploadBroken" });
  });

  it("attack: a lie about the length does not make a long body short", async () => {
    const request = requestOf(new Uint8Array(200), { "Content-Length": "10" });
    await expect(readBody({ request, limit: 100 })).rejects.toMatchObject({ code: "BodyTooLarge" });
    const huge = requestOf(new Uint8Array(1), { "Content-Length": "1e9" });
    await expect(readBody({ request: huge, limit: 100 })).rejects.toMatchObject({ code: "BodyTooLarge" });
  });
});
