import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VARIABLES } from "#service/configuration/variables.ts";
import { startWorld, type World } from "./world.ts";

type Ended = { code: number | null; output: string; errors: string };

describe("npm run serve", () => {
  let world: World;
  let directory: string;

  beforeAll(async () => {
    world = await startWorld();
    directory = mkdtempSync(join(tmpdir(), "kontor-serve-"));
  });
  afterAll(async () => {
    await world?.stop();
    rmSync(directory, { recursive: true });
  });

  function serve({ args = [], environment = {} }: { args?: string[]; environment?: Record<string, string> }) {
    const child: ChildProcess = spawn(process.execPath, ["scripts/kontor.mjs", "serve", ...args], {
      env: { PATH: process.env.PATH ?? "", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended: Ended = { code: null, output: "", errors: "" };
    let notify = () => {};
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      ended.output += text;
      notify();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      ended.errors += text;
    });
    const end = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ ...ended, code })));
    /** The first line of the log that matches. */
    const logged = (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        notify = () => {
          const line = ended.output.split("\n").find((text) => pattern.test(text));
          if (line !== undefined) resolve(line);
        };
        notify();
        end.then(() => reject(new Error(`ended: ${ended.errors}`)));
      });
    return { child, end, logged };
  }

  const environment = () => ({
    KONTOR_RPC_URL: world.chain.rpcUrl,
    KONTOR_CHAIN_ID: String(world.chainId),
    KONTOR_REGISTRY: world.registry,
    KONTOR_DEPLOYMENT_BLOCK: String(world.deploymentBlock),
    KONTOR_PORT: "0",
    KONTOR_DATABASE: join(directory, "data", "kontor.sqlite"),
    KONTOR_SHARES_DATABASE: join(directory, "data", "shares.sqlite"),
  });

  it("default: --help documents every variable", async () => {
    const { code, output } = await serve({ args: ["--help"] }).end;
    expect(code).toBe(0);
    for (const name of Object.keys(VARIABLES)) expect(output).toContain(name);
  });

  it("args: what it does not know, and what it misses, is bad usage", async () => {
    expect(await serve({ args: ["--port"] }).end).toMatchObject({ code: 2 });
    const { code, errors } = await serve({}).end;
    expect(code).toBe(2);
    expect(errors).toContain("ConfigurationInvalid");
    expect(errors).not.toContain("    at ");
  });

  it("default: serves, answers what is under way when told to stop, and ends with 0", async () => {
    const { child, end, logged } = serve({ environment: environment() });
    const { url } = JSON.parse(await logged(/listens/)) as { url: string };
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    // A request that is half sent when the signal comes is still answered.
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let answer = "";
    const answered = new Promise<void>((resolve) => {
      socket.setEncoding("utf8").on("data", (text: string) => {
        answer += text;
      });
      socket.once("close", () => resolve());
    });
    const body = JSON.stringify({ address: world.registry });
    await new Promise<void>((resolve) => {
      const head = `POST /api/challenges HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      socket.write(head, () => resolve());
    });
    await fetch(`${url}/healthz`);
    child.kill("SIGTERM");
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          () => "open",
          () => "closed",
        ),
      )
      .toBe("closed");
    socket.write(body);
    await answered;
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    const { code, output, errors } = await end;
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toContain("the service has stopped");
  });

  it("args: --rebuild-index makes the index anew, the same", async () => {
    const readTip = async (args: string[]) => {
      const { child, end, logged } = serve({ args, environment: environment() });
      const { url } = JSON.parse(await logged(/listens/)) as { url: string };
      await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
      const { indexedBlock } = (await (await fetch(`${url}/api/registry`)).json()) as { indexedBlock: number };
      child.kill("SIGTERM");
      return { indexedBlock, ...(await end) };
    };
    const before = await readTip([]);
    expect(await readTip(["--rebuild-index"])).toMatchObject({
      code: 0,
      errors: "",
      indexedBlock: before.indexedBlock,
    });
  });

  it("error: a taken port is said plainly, before the store is touched", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await serve({ environment: { ...environment(), KONTOR_PORT: String(port) } }).end;
    expect(code).toBe(2);
    expect(errors).toMatch(/^error \[PortTaken\] .*EADDRINUSE/);
    other.close();
  });

  it("behavior: starts without the chain, and says that it is not ready", async () => {
    const { child, end, logged } = serve({
      environment: {
        ...environment(),
        KONTOR_RPC_URL: "http://127.0.0.1:9",
        KONTOR_PUBLIC_RPC_URL: world.chain.rpcUrl,
      },
    });
    const { url } = JSON.parse(await logged(/listens/)) as { url: string };
    const answer = await fetch(`${url}/readyz`);
    expect(answer.status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill("SIGINT");
    expect(await end).toMatchObject({ code: 0 });
  });
});
