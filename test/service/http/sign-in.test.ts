import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWalletClient, encodeAbiParameters, encodeDeployData, type Hex, http, keccak256 } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { challengeResponseSchema } from "#protocol/api/sessions.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, bodyOf, json, refusalOf, signIn } from "../api-caller.ts";
import { type RpcProxy, startRpcProxy } from "../rpc-proxy.ts";
import { addressOf, startWorld, stranger, type World } from "../world.ts";

describe("sign-in with Ethereum", () => {
  let world: World;
  let proxy: RpcProxy;
  let running: TestService;
  let ask: Ask;
  let now: number;

  beforeAll(async () => {
    world = await startWorld();
    proxy = await startRpcProxy(world.chain.rpcUrl);
    now = Date.now();
    running = await startTestService({
      rpcUrl: proxy.url,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
      now: () => now,
      environment: { KONTOR_SESSION_TTL: "3600", KONTOR_SESSION_IDLE: "600" },
    });
    ask = askApp(running.service.app);
  });
  afterAll(async () => {
    await running?.stop();
    await proxy?.stop();
    await world?.stop();
  });
  beforeEach(() => {
    proxy.down = false;
    // Later than any test before has been, also one that set the clock back.
    now += 2 * 3_600_000;
  });

  const challenge = async (address: string): Promise<string> =>
    challengeResponseSchema.parse(await bodyOf(ask("/api/challenges", json({ address })))).message;
  const open = (message: string, signature: Hex, transport = "bearer") =>
    ask("/api/sessions", json({ message, signature, transport }));

  it("default: the message names this origin, this chain, the account and an end", async () => {
    const account = stranger();
    const { host } = new URL(running.publicOrigin);
    const lines = (await challenge(account.address)).split("\n");
    expect(lines[0]).toBe(`${host} wants you to sign in with your Ethereum account:`);
    expect(lines[1]).toBe(account.address);
    expect(lines).toContain(`URI: ${running.publicOrigin}`);
    expect(lines).toContain("Chain ID: 31337");
    expect(lines.some((line) => line.startsWith("Expiration Time: "))).toBe(true);
  });

  it("attack: a message for another site, another chain or another account opens nothing", async () => {
    const account = stranger();
    const message = await challenge(account.address);
    const { host } = new URL(running.publicOrigin);
    const forgeries = [
      message.replace(host, "evil.example"),
      message.replace("Chain ID: 31337", "Chain ID: 1"),
      message.replace(account.address, stranger().address),
      message.replace(account.address, account.address.toLowerCase()),
      message.replace(/Expiration Time: .*/, "Expiration Time: 2999-01-01T00:00:00.000Z"),
      `${message}\n`,
      message.replaceAll("\n", "\r\n"),
      `${message}\nResources:\n- https://evil.example`,
      message.replace("Sign in to Kontor.", "Sign in to Kontor.\nURI: https://evil.example\n"),
      message.replace(/Nonce: .*/, "Nonce: 00000000000000000000000000000000"),
    ];
    for (const forged of forgeries) {
      expect(forged).not.toBe(message);
      const signature = await account.signMessage({ message: forged });
      expect(await refusalOf(open(forged, signature))).toBe("401 InvalidSignIn");
    }
    expect((await open(message, await account.signMessage({ message }))).status).toBe(201);
  });

  it("attack: another wallet's signature, a cut one and a malleated one open nothing", async () => {
    const account = stranger();
    const half = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    for (const spoil of [
      async (message: string) => stranger().signMessage({ message }),
      async (message: string) => (await account.signMessage({ message })).slice(0, -2) as Hex,
      async () => `0x${"00".repeat(65)}` as Hex,
      async (message: string) => {
        const signature = await account.signMessage({ message: `${message} ` });
        return signature;
      },
      async (message: string) => {
        const signature = await account.signMessage({ message });
        const s = half - BigInt(`0x${signature.slice(66, 130)}`);
        // The other s without the other v recovers somebody else.
        return `${signature.slice(0, 66)}${s.toString(16).padStart(64, "0")}${signature.slice(130)}` as Hex;
      },
    ]) {
      const message = await challenge(account.address);
      expect(await refusalOf(open(message, await spoil(message)))).toBe("401 InvalidSignIn");
    }
  });

  it("attack: a challenge works once, for one of many who use it at the same time", async () => {
    const account = stranger();
    const message = await challenge(account.address);
    const signature = await account.signMessage({ message });
    const answers = await Promise.all(Array.from({ length: 10 }, () => open(message, signature)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(401)]);
    expect(await refusalOf(open(message, signature))).toBe("401 InvalidSignIn");
  });

  it("behavior: a challenge ends after five minutes, and a clock set back does not revive it", async () => {
    const account = stranger();
    const message = await challenge(account.address);
    const signature = await account.signMessage({ message });
    now += 5 * 60_000;
    await challenge(account.address);
    now -= 5 * 60_000;
    expect(await refusalOf(open(message, signature))).toBe("401 InvalidSignIn");
  });

  it("behavior: a session ends by age and by idleness, and a clock set back does not revive it", async () => {
    const account = stranger();
    const idle = await signIn({ ask, account });
    const used = await signIn({ ask, account });
    for (let minutes = 0; minutes < 55; minutes += 5) {
      now += 5 * 60_000;
      expect(await bodyOf(used("/api/session"))).not.toBeNull();
    }
    now += 5 * 60_000;
    expect(await bodyOf(idle("/api/session"))).toBeNull();
    expect(await refusalOf(used("/api/identity"))).toBe("401 SignInRequired");
    now -= 3_600_000;
    expect(await refusalOf(used("/api/identity"))).toBe("401 SignInRequired");
  });

  it("behavior: the service remembers over a restart that it was later", async () => {
    const account = stranger();
    const directory = await mkdtemp(join(tmpdir(), "kontor-clock-"));
    const place = { rpcUrl: proxy.url, registry: world.registry, deploymentBlock: world.deploymentBlock };
    const start = () => startTestService({ ...place, directory, now: () => now });
    const first = await start();
    const { message } = challengeResponseSchema.parse(
      await bodyOf(askApp(first.service.app)("/api/challenges", json({ address: account.address }))),
    );
    const signature = await account.signMessage({ message });
    now += 6 * 60_000;
    await first.service.sweeper.sweep();
    now -= 6 * 60_000;
    await first.stop();
    const again = await start();
    const answer = await askApp(again.service.app)("/api/sessions", json({ message, signature, transport: "bearer" }));
    expect(await refusalOf(answer)).toBe("401 InvalidSignIn");
    await again.stop();
    await rm(directory, { recursive: true });
  });

  it("behavior: a contract wallet signs in by ERC-1271, while it accepts the signature", async () => {
    // A wallet that accepts exactly one signature hash: isValidSignature(bytes32, bytes) compares keccak256(signature) with
    // slot 0. Runtime and deployment code are written by hand, for there is no compiler in this suite.
    const secret: Hex = `0x${"5a".repeat(40)}`;
    const bytecode = erc1271Bytecode(keccak256(secret));
    const [deployer] = await createWalletClient({ transport: http(world.chain.rpcUrl) }).getAddresses();
    const hash = (await world.testClient.request({
      method: "eth_sendTransaction" as never,
      params: [{ from: deployer, data: encodeDeployData({ abi: [], bytecode }), gas: "0x100000" }] as never,
    })) as Hex;
    const { contractAddress } = await world.publicClient.waitForTransactionReceipt({ hash });
    if (!contractAddress) throw new Error("the wallet was not deployed");

    const accepted = await open(await challenge(contractAddress), secret);
    expect(await bodyOf(accepted)).toMatchObject({ address: contractAddress.toLowerCase() });
    expect(await refusalOf(open(await challenge(contractAddress), `0x${"5b".repeat(40)}`))).toBe("401 InvalidSignIn");
    const wrapped = encodeAbiParameters([{ type: "bytes" }], [secret]);
    expect(await refusalOf(open(await challenge(contractAddress), wrapped))).toBe("401 InvalidSignIn");
  });

  it("error: with the chain gone a contract wallet's sign-in is unavailable, not refused", async () => {
    const message = await challenge(stranger().address);
    proxy.down = true;
    expect(await refusalOf(open(message, `0x${"5a".repeat(40)}`))).toBe("503 ChainUnavailable");
  });

  it("behavior: a cookie is HttpOnly, strict, and no bearer token; a bearer token is no cookie", async () => {
    const account = stranger();
    const origin = running.publicOrigin;
    const message = await challenge(account.address);
    const signature = await account.signMessage({ message });
    const opened = await ask("/api/sessions", json({ message, signature, transport: "cookie" }, { Origin: origin }));
    expect(await opened.json()).not.toHaveProperty("token");
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^kontor_session=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict$/);
    const [pair = ""] = cookie.split(";");
    expect(await bodyOf(ask("/api/session", { headers: { Cookie: pair } }))).toMatchObject({
      address: addressOf(account),
      transport: "cookie",
    });
    const token = pair.slice(pair.indexOf("=") + 1);
    const Authorization = `Bearer ${token}`;
    expect(await bodyOf(ask("/api/session", { headers: { Authorization } }))).toBeNull();
    expect(await refusalOf(ask("/api/identity", { headers: { Authorization } }))).toBe("401 SignInRequired");
  });

  it("attack: a page of another site cannot use the cookie, nor sign its visitor in", async () => {
    const account = stranger();
    const origin = running.publicOrigin;
    const cookieSession = async (headers: Record<string, string>) => {
      const message = await challenge(account.address);
      const signature = await account.signMessage({ message });
      return ask("/api/sessions", json({ message, signature, transport: "cookie" }, headers));
    };
    for (const headers of [
      {},
      { Origin: "https://evil.example" },
      { Origin: "null" },
      { "Sec-Fetch-Site": "cross-site" },
    ] as Record<string, string>[]) {
      expect(await refusalOf(cookieSession(headers))).toBe("403 CrossSiteRefused");
    }
    const [Cookie = ""] = ((await cookieSession({ Origin: origin })).headers.get("set-cookie") ?? "").split(";");
    const end = (headers: Record<string, string>) =>
      ask("/api/session", { method: "DELETE", headers: { Cookie, ...headers } });
    for (const headers of [
      {},
      { Origin: "https://evil.example" },
      { Origin: `${origin}.evil.example` },
      { Origin: "null" },
      { "Sec-Fetch-Site": "same-site" },
      { Origin: origin, "Sec-Fetch-Site": "cross-site" },
    ] as Record<string, string>[]) {
      expect(await refusalOf(end(headers))).toBe("403 CrossSiteRefused");
    }
    expect(await bodyOf(ask("/api/session", { headers: { Cookie } }))).not.toBeNull();
    expect((await end({ Origin: origin, "Sec-Fetch-Site": "same-origin" })).status).toBe(204);
    expect(await bodyOf(ask("/api/session", { headers: { Cookie } }))).toBeNull();
  });

  it("behavior: neither tokens nor messages are in the database", async () => {
    const account = stranger();
    const message = await challenge(account.address);
    const opened = await open(message, await account.signMessage({ message }));
    const { token } = (await opened.json()) as { token: string };
    const { readdir, readFile } = await import("node:fs/promises");
    const nonce = /Nonce: (\w+)/.exec(message)?.[1] ?? "";
    for (const file of await readdir(running.directory)) {
      const bytes = await readFile(`${running.directory}/${file}`);
      for (const secret of [token, nonce, Buffer.from(token, "base64url")]) expect(bytes.includes(secret)).toBe(false);
    }
  });
});

/**
 * Deployment code of a contract whose runtime answers ERC-1271's magic value when keccak256 of the given signature is
 * `accepted`, and reverts otherwise. The signature lies at calldata 0x64, its length at 0x44.
 */
function erc1271Bytecode(accepted: Hex): Hex {
  const runtime = [
    "6044",
    "35", // length
    "80",
    "6064",
    "6000",
    "37", // calldatacopy(0, 0x64, length)
    "6000",
    "20", // keccak256(0, length)
    `7f${accepted.slice(2)}`,
    "14", // ==
    "6031",
    "57", // jump to the end when equal
    "6000",
    "6000",
    "fd", // revert
    "5b",
    "631626ba7e",
    "60e0",
    "1b",
    "6000",
    "52",
    "6020",
    "6000",
    "f3",
  ].join("");
  const length = runtime.length / 2;
  const target = runtime.indexOf("5b631626ba7e") / 2;
  const patched = runtime.replace("603157", `60${target.toString(16).padStart(2, "0")}57`);
  // codecopy(0, 12, length); return(0, length)
  const size = length.toString(16).padStart(2, "0");
  return `0x60${size}600c60003960${size}6000f3${patched}`;
}
