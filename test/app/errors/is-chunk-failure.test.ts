import { describe, expect, it } from "vitest";
import { isChunkFailure } from "#app/errors/is-chunk-failure.ts";

describe("isChunkFailure", () => {
  it("default: knows how each browser, and the bundler, say that a part could not be loaded", () => {
    for (const message of [
      "Failed to fetch dynamically imported module: http://127.0.0.1/assets/edit-page.js",
      "error loading dynamically imported module: http://127.0.0.1/assets/edit-page.js",
      "Importing a module script failed.",
      "Unable to preload CSS for /assets/edit-page.css",
    ]) {
      expect(isChunkFailure(new TypeError(message)), message).toBe(true);
    }
  });

  it("behavior: anything else is none", () => {
    expect(isChunkFailure(new TypeError("Failed to fetch"))).toBe(false);
    expect(isChunkFailure("Importing a module script failed.")).toBe(false);
  });
});
