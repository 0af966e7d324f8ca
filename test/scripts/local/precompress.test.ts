import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { precompress } from "#scripts/local/precompress.ts";

describe("precompress", () => {
  it("default: leaves both forms beside what gets shorter, and nothing beside the rest", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kontor-precompress-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const text = "a line of a script;\n".repeat(200);
    const files = { "main.js": text, "short.js": "export {};", "picture.png": text };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
    await precompress({ directory, files: Object.keys(files) });
    expect(readdirSync(directory).sort()).toEqual(["main.js", "main.js.br", "main.js.gz", "picture.png", "short.js"]);
    expect(brotliDecompressSync(readFileSync(join(directory, "main.js.br"))).toString()).toBe(text);
    expect(gunzipSync(readFileSync(join(directory, "main.js.gz"))).toString()).toBe(text);
  });
});
