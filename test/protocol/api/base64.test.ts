import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Schema, decodeBase64, encodeBase64 } from "#protocol/api/base64.ts";

describe("base64", () => {
  it("default: encodes as RFC 4648 says", () => {
    const vectors = {
      "": "",
      f: "Zg==",
      fo: "Zm8=",
      foo: "Zm9v",
      foob: "Zm9vYg==",
      fooba: "Zm9vYmE=",
      foobar: "Zm9vYmFy",
    };
    for (const [text, encoded] of Object.entries(vectors)) {
      expect(encodeBase64(new TextEncoder().encode(text))).toBe(encoded);
      expect(new TextDecoder().decode(decodeBase64(encoded))).toBe(text);
    }
  });

  it("behavior: agrees with Node's own, both ways", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(encodeBase64(bytes)).toBe(text);
        expect(decodeBase64(text)).toEqual(bytes);
        expect(base64Schema(200).safeParse(text).success).toBe(true);
      }),
    );
  });

  it("error: refuses every text that is not the one text of its bytes", () => {
    const schema = base64Schema(10);
    for (const text of [
      "Zg=",
      "Zg",
      "Zh==",
      "Zm9=",
      "=",
      "====",
      "Zm9v\n",
      " Zm9v",
      "Zm9-",
      "Zm9_",
      "Zg==Zg==",
      "Zé==",
      "\0\0\0\0",
    ]) {
      expect(() => decodeBase64(text), text).toThrow(expect.objectContaining({ code: "InvalidArgument" }));
      expect(schema.safeParse(text).success, text).toBe(false);
    }
    expect(schema.safeParse(encodeBase64(new Uint8Array(13))).success).toBe(false);
  });
});
