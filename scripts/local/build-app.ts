import { spawn } from "node:child_process";
import { glob, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { KontorError } from "#protocol/errors/kontor-error.ts";
import { PROJECT_ROOT } from "../cli/project-root.ts";

/** Where the built dApp is. */
export const APP_DIRECTORY = join(PROJECT_ROOT, "dist");

/** What the dApp is built from. */
const SOURCES = [
  "app/**/*",
  "client/**/*.ts",
  "protocol/**/*.ts",
  "generated/*.ts",
  "demo/*.ts",
  "vite.config.ts",
  "package-lock.json",
];

/** Builds the dApp unless what is built is newer than everything it is built from. Throws `BuildFailed`. */
export async function buildApp({ signal }: { signal: AbortSignal }): Promise<void> {
  // The service serves from here while the build is still under way.
  await mkdir(APP_DIRECTORY, { recursive: true });
  const built = await stat(join(APP_DIRECTORY, "index.html")).catch(() => null);
  if (built !== null && built.mtimeMs > (await newestSource())) return;
  const vite = join(PROJECT_ROOT, "node_modules", "vite", "bin", "vite.js");
  const args = [vite, "build", "--logLevel", "error"];
  const child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  if (code === 0 || signal.aborted) return;
  throw new KontorError({
    code: "BuildFailed",
    message: `The dApp could not be built: ${output.trim().split("\n").slice(0, 5).join(" ")}`,
    hints: ["`npm run build` shows the whole output."],
  });
}

async function newestSource(): Promise<number> {
  let newest = 0;
  for await (const path of glob(SOURCES, { cwd: PROJECT_ROOT })) {
    newest = Math.max(newest, (await stat(join(PROJECT_ROOT, path))).mtimeMs);
  }
  return newest;
}
