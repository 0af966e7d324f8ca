import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "#scripts/cli/project-root.ts";
import { readSecret } from "#scripts/cli/read-secret.ts";
import { refusalOf } from "#test/client/refusal.ts";

const SECRET = "correct horse";
const asked = { what: "the passphrase", variable: "KONTOR_PASSPHRASE", option: "--passphrase" } as const;

/** Asks at a terminal of its own (util-linux's `script`) and types each line once it is asked for. */
function atTerminal(...typed: string[]): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "kontor-terminal-"));
  const program = join(directory, "ask.mts");
  writeFileSync(
    program,
    `import { readSecret } from ${JSON.stringify(join(PROJECT_ROOT, "scripts/cli/read-secret.ts"))};
     const parameters = { ...${JSON.stringify(asked)}, file: undefined, confirm: true };
     console.log(await readSecret(parameters).then((secret) => "length " + secret.length, (error) => error.code));`,
  );
  const child = spawn("script", ["-qec", `${process.execPath} ${program}`, "/dev/null"], {
    env: { PATH: process.env.PATH },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let shown = "";
  let answered = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    if ((shown.match(/: /g) ?? []).length > answered && answered < typed.length) child.stdin.write(typed[answered++]);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      rmSync(directory, { recursive: true });
      resolve(shown);
    });
  });
}

describe("a secret", () => {
  it("default: comes from a file without its line end, else from the environment", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kontor-secret-"));
    const file = join(directory, "passphrase");
    writeFileSync(file, `${SECRET}\r\n`);
    expect(await readSecret({ ...asked, file })).toBe(SECRET);
    rmSync(directory, { recursive: true });
    const refusal = await refusalOf(readSecret({ ...asked, file }));
    expect(refusal).toMatchObject({ code: "InvalidArgument", details: { file } });
  });

  it.runIf(process.platform === "linux")(
    "behavior: does not show while it is typed, and a new one is typed twice",
    async () => {
      const shown = await atTerminal(`${SECRET}\r`, `${SECRET}\r`);
      expect(shown).toContain(`length ${SECRET.length}`);
      expect(shown).not.toContain(SECRET);
      expect(await atTerminal(`${SECRET}\r`, "another\r")).toContain("InvalidArgument");
    },
  );

  it.runIf(process.platform === "linux")("behavior: Ctrl-C breaks it off", async () => {
    expect(await atTerminal("corr\u0003")).toContain("Aborted");
  });
});
