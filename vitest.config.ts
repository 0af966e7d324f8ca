import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/contracts/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores on the smallest machine that runs these: more workers than cores only make each other wait.
    maxWorkers: 2,
  },
});
