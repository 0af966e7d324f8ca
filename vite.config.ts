import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { precompress } from "./scripts/local/precompress.ts";

/** `npm run dev` forwards the service's routes to a running one. */
const SERVICE = process.env.KONTOR_SERVICE_URL ?? "http://127.0.0.1:8787";

const precompressed: Plugin = {
  name: "precompressed",
  apply: "build",
  writeBundle: ({ dir }, bundle) =>
    dir === undefined ? undefined : precompress({ directory: dir, files: Object.keys(bundle) }),
};

export default defineConfig({
  root: "app",
  plugins: [react(), precompressed],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2024",
    // The content security policy of the service allows no data: scripts, and small ones are cached better as files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": SERVICE, "/openapi.json": SERVICE } },
});
