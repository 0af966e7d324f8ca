import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Ended = { code: number | null; output: string; complaint: string };

export type RunningScript = {
  child: ChildProcess;
  /** Resolves with everything that was said so far, once it matches; fails where the script ends before. */
  saying: (pattern: RegExp) => Promise<string>;
  ended: Promise<Ended>;
};

export type RunScriptParameters = {
  /** The words after `kontor`. */
  name: string;
  args?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  cwd?: string;
};

/** Starts `kontor NAME` as a person would, with Node's own executable and nothing of the test's environment but the path. */
export function startScript({ name, args = [], environment = {}, cwd }: RunScriptParameters): RunningScript {
  const script = fileURLToPath(new URL(`../../scripts/kontor.mjs`, import.meta.url));
  const child = spawn(process.execPath, [script, ...name.split(" ").filter((word) => word !== ""), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...environment },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let output = "";
  let complaint = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ code, output, complaint }));
  });
  const saying = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(output)) return;
        listeners.delete(look);
        resolve(output);
      };
      listeners.add(look);
      look();
      void ended.then((end) => reject(new Error(`${name} ended with ${end.code}: ${end.complaint}`)));
    });
  return { child, saying, ended };
}

export function runScript(parameters: RunScriptParameters): Promise<Ended> {
  return startScript(parameters).ended;
}
