import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#scripts/cli/project-root.ts";
import { COMMANDS } from "#scripts/commands.ts";
import { runScript } from "#test/scripts/run-script.ts";

describe("kontor", () => {
  it("default: --help lists every command with what it does, and the exit codes", async () => {
    for (const flag of ["--help", "-h"]) {
      const { code, output, complaint } = await runScript({ name: flag });
      expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
      for (const { name, summary } of COMMANDS)
        expect(output).toMatch(new RegExp(`  ${name} +${summary.slice(0, 20)}`));
      expect(output).toContain("Exit codes: 0 done or verified, 1 refused");
    }
  });

  it("default: the README shows the same list", async () => {
    const { output } = await runScript({ name: "--help" });
    const readme = await readFile(join(PROJECT_ROOT, "README.md"), "utf8");
    expect(readme).toContain(`\`\`\`text\n$ npx kontor --help\n${output}\`\`\``);
  });

  it("default: without a command the list goes to stderr, and it is bad usage", async () => {
    const { code, output, complaint } = await runScript({ name: "" });
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(complaint).toContain("kontor COMMAND --help");
  });

  it("default: every command's --help names each of its options, an example, and the exit codes", async () => {
    for (const { name, load } of COMMANDS) {
      const { options } = await load();
      const { code, output, complaint } = await runScript({ name, args: ["--help"] });
      expect({ name, code, complaint }).toEqual({ name, code: 0, complaint: "" });
      expect(output).toMatch(new RegExp(`^kontor ${name}`));
      for (const option of Object.keys(options)) expect(output).toContain(`  --${option}`);
      expect(output).toContain(`Example:\n  npx kontor ${name}`);
      expect(output.replace(/\s+/g, " ")).toMatch(/Exit codes: 0 .*, 1 .*, 2 .*, 3 .*, 70 /);
    }
  }, 120_000);

  it.each([
    { given: "verfy", says: 'There is no command "verfy"', meant: "kontor verify" },
    { given: "Start", says: 'There is no command "Start"', meant: "kontor start" },
  ])("args: an unknown command, $given, is refused by name with a suggestion", async ({ given, says, meant }) => {
    const { code, output, complaint } = await runScript({ name: given, args: ["--json"] });
    expect(code).toBe(2);
    expect(complaint).toContain(says);
    expect(complaint).toContain(`Did you mean ${meant}?`);
    expect(JSON.parse(output)).toMatchObject({ error: { code: "InvalidArgument" } });
  });

  it("args: an option before the command is refused, for it would belong to nothing", async () => {
    const { code, complaint } = await runScript({ name: "--rpc=http://secret@127.0.0.1:1", args: ["verify"] });
    expect(code).toBe(2);
    expect(complaint).toContain("no option --rpc before a command");
    expect(complaint).not.toContain("secret");
  });

  it.each([
    {
      name: "verify",
      args: ["--costumer", "0x12"],
      says: /no option --costumer here/,
      hint: /Did you mean --customer\?/,
    },
    {
      name: "verify",
      args: ["--private-key", "0x1234"],
      says: /no option --private-key/,
      hint: /never as an argument/,
    },
    { name: "start", args: ["--port=1", "--port=2"], says: /--port is given twice/, hint: /--help/ },
    { name: "start", args: ["-p", "1"], says: /no option -p/, hint: /--help/ },
  ])("args: kontor $name $args is refused by name", async ({ name, args, says, hint }) => {
    const { code, output, complaint } = await runScript({ name, args });
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(complaint).toMatch(says);
    expect(complaint).toMatch(hint);
    expect(complaint).not.toContain("0x12");
  });

  it("default: npx kontor runs it in a clone, on the project's own Node whatever npm runs on", () => {
    const { status, stdout } = spawnSync("npx", ["kontor", "--version"], { cwd: PROJECT_ROOT, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});
