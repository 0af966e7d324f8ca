import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import licensePlugin, { type Options } from "rollup-plugin-license";
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

// Its types are of Rollup and say `default`; what Vite runs is the function itself.
const license = licensePlugin as unknown as (options: Options) => Plugin;

/** The licences of everything that is bundled, beside the bundle. A package that does not say under which licence it stands fails the build. */
const notices = license({
  thirdParty: {
    includeSelf: false,
    allow: {
      test: ({ license }) => typeof license === "string" && license !== "",
      failOnUnlicensed: true,
      failOnViolation: true,
    },
    output: { file: fileURLToPath(new URL("dist/third-party-notices.txt", import.meta.url)) },
  },
});

export default defineConfig({
  root: "app",
  plugins: [react(), notices, precompressed],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2024",
    // The content security policy of the service allows no data: scripts, and small ones are cached better as files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The word lists that rate a passphrase are larger than everything else, and are loaded on the page that needs them.
    chunkSizeWarningLimit: 1_700,
  },
  server: { proxy: { "/api": SERVICE, "/openapi.json": SERVICE } },
});
