#!/usr/bin/env node
// The command `kontor`. Whatever Node started this (npx may run on an older one), the command runs on the project's own.
import { spawn } from "node:child_process";
import module from "node:module";
import { fileURLToPath } from "node:url";

const MINIMUM_MAJOR = 24;
/** What is passed on; Ctrl-C reaches the whole process group by itself. */
const PASSED_ON = ["SIGTERM", "SIGHUP"];

if (Number.parseInt(process.versions.node, 10) >= MINIMUM_MAJOR) {
  module.enableCompileCache();
  await import("./kontor.ts");
} else {
  const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  const main = fileURLToPath(new URL("./kontor.ts", import.meta.url));
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  process.on("SIGINT", () => {});
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  child.once("error", () => {
    process.stderr.write(
      "error [InternalFailure] The project's own Node is missing.\n  hint: Run npm ci in the project.\n",
    );
    process.exitCode = 70;
  });
  child.once("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 70);
    // Ends as the child ended, and not by the handlers above.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
