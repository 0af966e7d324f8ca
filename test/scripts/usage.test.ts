import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { runScript } from "#test/scripts/run-script.ts";

const REGISTRY = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const CUSTOMER = `0x${"ab".repeat(32)}`;
const RPC = "http://127.0.0.1:1";

describe("what a newcomer tries first", () => {
  it.each(["start", "demo", "deploy", "verify", "store check"] as const)(
    "default: %s --help says what it does, every option and exit code",
    async (name) => {
      for (const flag of ["--help", "-h"]) {
        const { code, output, complaint } = await runScript({ name, args: [flag] });
        expect({ code, complaint }).toEqual({ code: 0, complaint: "" });
        expect(output).toMatch(/^kontor \w+ /);
        expect(output).toContain("Exit codes:");
        expect(output).toContain("--json");
      }
    },
  );

  const bad: { name: string; args: string[]; says: RegExp }[] = [
    { name: "start", args: ["--prot", "1"], says: /--prot/ },
    { name: "start", args: ["--port"], says: /--port/ },
    { name: "start", args: ["--port", "70000"], says: /from 0 to 65535/ },
    { name: "start", args: ["--port", "-1"], says: /--port/ },
    { name: "start", args: ["now"], says: /now/ },
    { name: "demo", args: ["--fast"], says: /--fast/ },
    { name: "demo", args: ["--json=yes"], says: /--json/ },
    { name: "deploy", args: [], says: /--network is missing/ },
    { name: "deploy", args: ["--network", "live", "--council", "me"], says: /--council is not an address/ },
    { name: "deploy", args: ["--network", "live", "--initial-delay", "soon"], says: /--initial-delay/ },
    { name: "deploy", args: ["--network", "atlantis"], says: /no network "atlantis"/ },
    { name: "deploy", args: ["--network", "default"], says: /gone when this command ends/ },
    { name: "deploy", args: ["--network", "live"], says: /KONTOR_RPC_URL/ },
    { name: "store", args: ["empty"], says: /no command "store empty"/ },
    { name: "store", args: ["release", "--all"], says: /--into is missing/ },
    { name: "store", args: ["release", "--into", "x"], says: /--all or --digest/ },
    { name: "store", args: ["check"], says: /KONTOR_RPC_URL/ },
    { name: "verify", args: [], says: /--rpc is missing/ },
    { name: "verify", args: ["--rpc", "ftp://x"], says: /--rpc is not an http or https URL/ },
    { name: "verify", args: ["--rpc", RPC], says: /--registry is missing/ },
    { name: "verify", args: ["--rpc", RPC, "--registry", "0x12", "--all"], says: /--registry is not an address/ },
    { name: "verify", args: ["--rpc", RPC, "--registry", REGISTRY.replace("F", "f"), "--all"], says: /checksum/ },
    { name: "verify", args: ["--rpc", RPC, "--registry", REGISTRY], says: /--customer.*--all/ },
    { name: "verify", args: ["--rpc", RPC, "--registry", REGISTRY, "--all", "--customer", CUSTOMER], says: /either/ },
    { name: "verify", args: ["--rpc", RPC, "--registry", REGISTRY, "--customer", "0x12"], says: /64 hexadecimal/ },
    {
      name: "verify",
      args: ["--rpc", RPC, "--registry", REGISTRY, "--customer", `${CUSTOMER}\n`],
      says: /64 hexadecimal/,
    },
    { name: "verify", args: ["--rpc", RPC, "--registry", REGISTRY, "--all", "--service", "here"], says: /--service/ },
    {
      name: "verify",
      args: ["--rpc", RPC, "--registry", REGISTRY, "--all", "--confirmations", "0"],
      says: /--confirmations/,
    },
    { name: "verify", args: ["--rpc", RPC, "--registry", REGISTRY, "--all", "--chain-id", "1e3"], says: /--chain-id/ },
    {
      name: "verify",
      args: ["--rpc", RPC, "--registry", REGISTRY, "--all", "--block-hash", CUSTOMER, "--confirmations", "2"],
      says: /leave out --confirmations/,
    },
  ];
  it.each(bad)("args: $name $args is bad usage, says why, and exits 2", async ({ name, args, says }) => {
    const { code, output, complaint } = await runScript({ name, args });
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(complaint).toMatch(/^error \[(InvalidArgument|ConfigurationInvalid)\] /);
    expect(complaint).toMatch(says);
    expect(complaint).not.toMatch(/\n\s+at /);
  });

  it("error: a dead RPC is unavailable and exits 3, as JSON too, from any directory", async () => {
    const args = ["--rpc", RPC, "--registry", REGISTRY, "--all"];
    const { code, output, complaint } = await runScript({ name: "verify", args, cwd: tmpdir() });
    expect({ code, output }).toEqual({ code: 3, output: "" });
    expect(complaint).toMatch(/^error \[ChainUnavailable\] .*\n {2}hint: /);
    const json = await runScript({ name: "verify", args: [...args, "--json"] });
    expect(json.code).toBe(3);
    expect(JSON.parse(json.output)).toMatchObject({ error: { code: "ChainUnavailable", retryable: true } });
  });

  it("error: a chain that is not there fails a deployment with 3", async () => {
    const environment = { KONTOR_RPC_URL: RPC, KONTOR_DEPLOYER_KEY: `0x${"11".repeat(32)}` };
    const { code, complaint } = await runScript({ name: "deploy", args: ["--network", "live"], environment });
    expect(code).toBe(3);
    expect(complaint).toMatch(/^error \[ChainUnavailable\]/);
    expect(complaint).not.toContain("1111");
  });
});
