import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encryptKeystoreJson } from "ethers";
import { bytesToHex, createPublicClient, type Hex, http } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyProfile, order } from "#test/client/records.ts";
import { deployRegistry, developmentAccount, type RunningChain, startChain } from "#test/helpers/chain.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ended, runScript, startScript } from "#test/scripts/run-script.ts";

/* A consortium from nothing, by `kontor` alone: a real chain, a real service, and one process for each command. */

const TIMEOUT = 240_000;
const PASSPHRASE = "correct horse battery staple";
const KEYSTORE_PASSPHRASE = "keystore passphrase";
/** Enough for a test; a wallet's own keystore takes half a second. */
const KEYSTORE_COST = { scrypt: { N: 1 << 10, r: 8, p: 1 } };

const PEOPLE = {
  council: 0,
  northwind: 1,
  keeper: 2,
  writer: 3,
  speedy: 4,
  carrier: 5,
  maria: 6,
  stranger: 7,
} as const;
type Person = keyof typeof PEOPLE;

const addressOf = (person: Person) => developmentAccount(PEOPLE[person]).address.toLowerCase();
const keyOf = (person: Person): Hex =>
  bytesToHex(developmentAccount(PEOPLE[person]).getHdKey().privateKey ?? new Uint8Array(32));

let chain: RunningChain;
let service: TestService;
let directory: string;
let registry: Hex;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "kontor-commands-"));
  chain = await startChain({ client: "hardhat" });
  const deployed = await deployRegistry({ rpcUrl: chain.rpcUrl });
  registry = deployed.registry;
  service = await startTestService({ rpcUrl: chain.rpcUrl, registry, deploymentBlock: deployed.block });
  await writeFile(join(directory, "passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
});
afterAll(async () => {
  await service?.stop();
  await chain?.stop();
  await rm(directory, { recursive: true, force: true });
});

type Call = { as?: Person; args?: readonly string[]; environment?: Readonly<Record<string, string>> };

/** Runs a command as a person with a signing key in the environment, for Northwind unless it says otherwise. */
function kontor(name: string, { args = [], ...call }: Call = {}): Promise<Ended> {
  return runScript({
    name,
    args,
    environment: environmentOf(call),
  });
}

function environmentOf({ as, environment = {} }: Call): Record<string, string> {
  return {
    HOME: directory,
    KONTOR_RPC_URL: chain.rpcUrl,
    KONTOR_REGISTRY: registry,
    KONTOR_SERVICE_URL: service.url,
    KONTOR_ORGANISATION: addressOf("northwind"),
    KONTOR_STATE: join(directory, `state-${as ?? "nobody"}`),
    KONTOR_PASSPHRASE: PASSPHRASE,
    ...(as === undefined ? {} : { KONTOR_PRIVATE_KEY: keyOf(as) }),
    ...environment,
  };
}

/** Runs a command that has to end well, and answers what it says as JSON. */
async function done(name: string, { args = [], ...call }: Call = {}): Promise<Record<string, unknown>> {
  const { code, output, complaint } = await kontor(name, { ...call, args: [...args, "--json"] });
  expect({ name, code, complaint }).toEqual({ name, code: 0, complaint: "" });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "");
}

/** Runs a command that has to be refused, with its exit code and the error's code. */
async function refused(name: string, expected: { code: number; error: string }, call: Call = {}): Promise<string> {
  const { code, complaint } = await kontor(name, call);
  expect({ name, code, complaint }).toEqual({
    name,
    code: expected.code,
    complaint: expect.stringContaining(`[${expected.error}]`),
  });
  expect(complaint).not.toMatch(/\n\s+at /);
  expect(complaint).not.toContain(PASSPHRASE);
  if (call.as !== undefined) expect(complaint).not.toContain(keyOf(call.as).slice(2));
  return complaint;
}

const speedy = { KONTOR_ORGANISATION: addressOf("speedy") };

async function rowsFile(name: string, rows: readonly unknown[]): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join("\n"));
  return path;
}

// In order: each goes on where the one before has ended.
describe("a consortium by kontor alone", { timeout: TIMEOUT }, () => {
  it("behavior: the council registers organisations, and nobody else does", async () => {
    const args = ["--organisation", addressOf("northwind"), "--name", "Northwind Traders"];
    await refused("organisation register", { code: 1, error: "MissingRole" }, { as: "stranger", args });
    expect(await done("organisation register", { as: "council", args })).toMatchObject({ name: "Northwind Traders" });
    await refused("organisation register", { code: 1, error: "ContractReverted" }, { as: "council", args });
    await done("organisation register", {
      as: "council",
      args: ["--organisation", addressOf("speedy"), "--name", "Speedy Express"],
    });
  });

  it("behavior: roles are given with an end, by a keystore's key, and ended", async () => {
    const keystore = join(directory, "northwind.json");
    const account = developmentAccount(PEOPLE.northwind);
    const json = await encryptKeystoreJson(
      { address: account.address, privateKey: keyOf("northwind") },
      KEYSTORE_PASSPHRASE,
      KEYSTORE_COST,
    );
    await writeFile(keystore, json);
    const args = ["--role", "keeper", "--account", addressOf("keeper"), "--keystore", keystore];
    const wrong = { KONTOR_KEYSTORE_PASSPHRASE: "wrong" };
    await refused("role give", { code: 1, error: "LockNotOpened" }, { args, environment: wrong });
    await refused("role give", { code: 2, error: "InvalidArgument" }, { as: "northwind", args });
    await done("role give", { args, environment: { KONTOR_KEYSTORE_PASSPHRASE: KEYSTORE_PASSPHRASE } });
    for (const role of ["writer", "reader"]) {
      for (const person of ["keeper", "writer"] as const) {
        const giving = ["--role", role, "--account", addressOf(person), "--until", "2099-01-31T12:00:00Z"];
        expect(await done("role give", { as: "keeper", args: giving })).toMatchObject({ until: 4_073_544_000 });
      }
    }
    const compliance = ["--role", "compliance", "--account", addressOf("writer")];
    await done("role give", { as: "keeper", args: compliance });
    expect(await done("role end", { as: "keeper", args: compliance })).toMatchObject({ held: true });
    expect(await done("role end", { as: "keeper", args: compliance })).toMatchObject({
      held: false,
      transactionHash: null,
    });
    await refused("role give", { code: 1, error: "MissingRole" }, { as: "stranger", args: compliance });
    await refused(
      "role give",
      { code: 2, error: "InvalidArgument" },
      { as: "keeper", args: ["--role", "king", "--account", addressOf("writer")] },
    );
  });

  it("behavior: a member enrols once, with its recovery words in a file of its own", async () => {
    const words = join(directory, "words-keeper.txt");
    await refused("member enrol", { code: 2, error: "InvalidArgument" }, { as: "keeper" });
    const enrolled = await done("member enrol", { as: "keeper", args: ["--words", words] });
    expect(enrolled).toMatchObject({ account: developmentAccount(PEOPLE.keeper).address, words });
    expect((await readFile(words, "utf8")).trim().split(" ")).toHaveLength(24);
    expect((await stat(words)).mode & 0o777).toBe(0o600);
    await refused("member enrol", { code: 1, error: "AlreadyEnrolled" }, { as: "keeper", args: ["--words", words] });
    // A file that is there is not written over, and nothing is published then.
    await refused("member enrol", { code: 2, error: "InvalidArgument" }, { as: "writer", args: ["--words", words] });
    await done("member enrol", { as: "writer", args: ["--words", join(directory, "words-writer.txt")] });
  });

  it("behavior: the organisation's key is published once, and a member admitted when its key is proven", async () => {
    expect(await done("key publish", { as: "keeper" })).toMatchObject({ epoch: 1 });
    await refused("key publish", { code: 1, error: "AlreadyEnrolled" }, { as: "keeper" });
    const args = ["--account", addressOf("writer")];
    await refused("member admit", { code: 1, error: "NotAdmitted" }, { as: "writer", args });
    await refused("member admit", { code: 1, error: "PossessionNotProven" }, { as: "keeper", args });
    const waiting = done("member admit", { as: "keeper", args: [...args, "--wait", "60"] });
    expect(await done("member prove", { as: "writer" })).toMatchObject({ answered: [addressOf("northwind")] });
    expect(await waiting).toMatchObject({ epoch: 1, fingerprint: expect.stringMatching(/^([A-Z2-7]{4} ?){8}$/) });
    await done("member admit", { as: "keeper", args });
    const { output } = await kontor("member list", {});
    expect(output).toContain(`${addressOf("writer")}  WRITER until 2099-01-31T12:00:00Z, READER until`);
  });

  let customers: Record<string, string>;
  it("behavior: rows of a file are checked before anything is written, and written once however often it is run", async () => {
    const rows = [
      { reference: "ALFKI", record: companyProfile() },
      { reference: "ALFKI", record: order("10643") },
      { reference: "ALFKI", record: order("10643") },
      { reference: "ANATR", id: "profile of ANATR", record: companyProfile() },
    ];
    const broken = await rowsFile("broken.ndjson", [
      ...rows,
      { reference: "X", record: { schema: "profile/1" } },
      { record: {} },
    ]);
    const refusal = await kontor("customer write", { as: "writer", args: ["--file", broken] });
    expect(refusal.code).toBe(2);
    expect(refusal.complaint).toMatch(
      /^row 5: \[InvalidRecord\] .*\nrow 6: \[InvalidRecord\] .*customer or a reference.*\nNothing was written\.\n$/,
    );
    const file = await rowsFile("customers.ndjson", rows);
    const args = ["--file", file];
    expect(await done("customer write", { as: "writer", args: [...args, "--dry-run"] })).toMatchObject({
      written: 0,
      customers: {},
      dryRun: true,
    });
    expect((await kontor("customer list", { as: "writer" })).output).toBe("");
    const written = await done("customer write", { as: "writer", args });
    expect(written).toMatchObject({ rows: 4, written: 4, already: 0 });
    customers = written.customers as Record<string, string>;
    expect(await done("customer write", { as: "writer", args })).toMatchObject({ written: 0, already: 4, customers });
    const more = await rowsFile("more.ndjson", [...rows, { reference: "ALFKI", record: order("10692") }]);
    expect(await done("customer write", { as: "writer", args: ["--file", more] })).toMatchObject({
      written: 1,
      already: 4,
      customers,
    });
    const changed = await rowsFile("changed.ndjson", [{ ...rows[3], record: order("1") }]);
    expect((await kontor("customer write", { as: "writer", args: ["--file", changed] })).complaint).toContain(
      "row 1: [WriteMismatch]",
    );
  });

  it("behavior: an import that is killed in between goes on, and writes nothing twice", async () => {
    const rows = Array.from({ length: 130 }, (_, index) => ({
      reference: `K${index}`,
      record: companyProfile(`Customer ${index}`),
    }));
    const args = ["--file", await rowsFile("killed.ndjson", rows)];
    const state = join(directory, "state-writer");
    const killed = startScript({ name: "customer write", args, environment: environmentOf({ as: "writer" }) });
    const journaled = async () =>
      (await readdir(state, { recursive: true })).filter((name) => name.endsWith(".write.json"));
    await expect.poll(journaled, { timeout: 60_000, interval: 20 }).not.toEqual([]);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const again = await done("customer write", { as: "writer", args });
    expect(Number(again.written) + Number(again.already)).toBe(130);
    expect(await done("customer write", { as: "writer", args })).toMatchObject({ written: 0, already: 130 });
    expect(await journaled()).toEqual([]);
    const listed = await kontor("customer list", { as: "writer", args: ["--json"] });
    const entries = listed.output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { name: string; entries: number });
    const own = entries.filter(({ name }) => name.startsWith("Customer "));
    expect(own).toHaveLength(130);
    expect(own.every((customer) => customer.entries === 1)).toBe(true);
  });

  it("behavior: members list and read their customers, and a stranger's key or a wrong passphrase does not", async () => {
    const listed = await kontor("customer list", { as: "keeper" });
    expect(listed.output.split("\n").filter((line) => line.includes("  proven  "))).toHaveLength(132);
    const args = ["--customer", customers.ALFKI ?? ""];
    const read = await done("customer read", { as: "keeper", args });
    expect(read).toMatchObject({ verdict: "proven" });
    expect(read.entries).toMatchObject([
      { sequence: 1, kind: "profile", record: { schema: "profile/1" } },
      { sequence: 2, kind: "transaction" },
      { sequence: 3, kind: "transaction" },
      { sequence: 4, kind: "transaction" },
    ]);
    await refused(
      "customer read",
      { code: 1, error: "LockNotOpened" },
      { as: "keeper", args, environment: { KONTOR_PASSPHRASE: "wrong" } },
    );
    await refused("customer read", { code: 1, error: "NotEnrolled" }, { as: "stranger", args });
    expect((await kontor("verify", { args: ["--all"] })).code).toBe(0);
  });

  it("behavior: a customer is shared when the other side has proven its key, and revoked again", async () => {
    await done("role give", {
      as: "speedy",
      args: ["--role", "keeper", "--account", addressOf("carrier")],
      environment: speedy,
    });
    for (const role of ["reader", "writer"]) {
      await done("role give", {
        as: "carrier",
        args: ["--role", role, "--account", addressOf("carrier")],
        environment: speedy,
      });
    }
    await done("member enrol", {
      as: "carrier",
      args: ["--words", join(directory, "words-carrier.txt")],
      environment: speedy,
    });
    await done("key publish", { as: "carrier", environment: speedy });
    const [customer = ""] = [customers.ALFKI];
    const args = ["--customer", customer, "--kind", "transaction", "--with", addressOf("speedy")];
    await refused("customer share", { code: 1, error: "PossessionNotProven" }, { as: "keeper", args });
    await done("member prove", { as: "carrier", args: ["--organisation", addressOf("speedy")] });
    expect(await done("customer share", { as: "keeper", args })).toMatchObject({ customers: 1, scope: 2 });
    await done("customer share", { as: "keeper", args });
    const reading = { as: "carrier", args: ["--customer", customer], environment: speedy } as const;
    const shared = (await done("customer read", reading)).entries as { record: unknown }[];
    expect(shared.map(({ record }) => record !== null)).toEqual([false, true, true, true]);
    expect(
      (await kontor("customer list", { as: "carrier", args: ["--shared"], environment: speedy })).output,
    ).toContain(customer);
    const revoking = ["--customer", customer, "--kind", "transaction", "--from", addressOf("speedy")];
    expect(await done("customer revoke", { as: "keeper", args: revoking })).toMatchObject({ epoch: 2, waiting: [] });
    const after = (await done("customer read", reading)).entries as { record: unknown }[];
    expect(after.map(({ record }) => record)).toEqual([null, null, null, null]);
  });

  it("behavior: a customer's own wallet is named, accepts, and reads its entries", async () => {
    const args = ["--customer", customers.ANATR ?? ""];
    await done("member enrol", { as: "maria", args: ["--words", join(directory, "words-maria.txt")] });
    const naming = [...args, "--subject", addressOf("maria")];
    await refused("subject name", { code: 1, error: "PossessionNotProven" }, { as: "writer", args: naming });
    await done("member prove", { as: "maria", environment: { KONTOR_ORGANISATION: "" } });
    expect(await done("subject name", { as: "writer", args: naming })).toMatchObject({ accepted: false });
    await refused("subject accept", { code: 1, error: "NotSubject" }, { as: "stranger", args });
    await done("subject accept", { as: "maria", args });
    const read = await done("customer read", { as: "maria", args, environment: { KONTOR_ORGANISATION: "" } });
    expect(read.entries).toMatchObject([{ kind: "profile", record: { schema: "profile/1" } }]);
  });

  it("behavior: the key is renewed, and a removed member reads and writes no more", async () => {
    expect(await done("key renew", { as: "keeper" })).toMatchObject({ epoch: 3 });
    const args = ["--account", addressOf("writer")];
    await refused(
      "member remove",
      { code: 1, error: "MissingRole" },
      { as: "writer", args: ["--account", addressOf("keeper")] },
    );
    expect(await done("member remove", { as: "keeper", args })).toMatchObject({ epoch: 4, waiting: [] });
    const file = await rowsFile("late.ndjson", [{ reference: "LATE", record: companyProfile() }]);
    const { code } = await kontor("customer write", { as: "writer", args: ["--file", file] });
    expect(code).toBe(1);
    expect(await done("customer write", { as: "keeper", args: ["--file", file] })).toMatchObject({ written: 1 });
  });

  it("behavior: a suspended organisation does not write until it is reinstated", async () => {
    const file = await rowsFile("suspended.ndjson", [{ reference: "NEXT", record: companyProfile() }]);
    const writing = { as: "keeper", args: ["--file", file] } as const;
    const council = { as: "council", args: ["--organisation", addressOf("northwind")] } as const;
    await refused("organisation suspend", { code: 1, error: "MissingRole" }, { ...council, as: "stranger" });
    await done("organisation suspend", council);
    expect((await kontor("customer write", writing)).code).toBe(1);
    await done("organisation reinstate", council);
    expect(await done("customer write", writing)).toMatchObject({ written: 1, already: 0 });
  });

  it("behavior: erasing asks for the id again, says what it destroys, and waits for the receipt", async () => {
    const id = customers.ALFKI ?? "";
    const args = ["--customer", id];
    const asked = await refused("customer erase", { code: 2, error: "InvalidArgument" }, { as: "keeper", args });
    expect(asked).toContain("4 entries, verified");
    await refused(
      "customer erase",
      { code: 2, error: "InvalidArgument" },
      { as: "keeper", args: [...args, "--confirm", customers.ANATR ?? ""] },
    );
    await refused(
      "customer erase",
      { code: 1, error: "MissingRole" },
      { as: "stranger", args: [...args, "--confirm", id] },
    );
    expect(await done("customer read", { as: "keeper", args })).toMatchObject({ verdict: "proven" });
    const { code, output } = await kontor("customer erase", {
      as: "keeper",
      args: [...args, "--confirm", id, "--json"],
    });
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ erased: true, holds: true, served: [], contradictions: [] });
    await refused(
      "customer erase",
      { code: 1, error: "CustomerErased" },
      { as: "keeper", args: [...args, "--confirm", id] },
    );
    const unknown = `0x${"ab".repeat(32)}`;
    await refused(
      "customer erase",
      { code: 1, error: "CustomerNotFound" },
      { as: "keeper", args: ["--customer", unknown, "--confirm", unknown] },
    );
  });

  it("behavior: a lost key is given up only when that is said, and has another fingerprint then", async () => {
    const words = ["--words", join(directory, "words-maria-again.txt")];
    await refused("member enrol", { code: 1, error: "AlreadyEnrolled" }, { as: "maria", args: words });
    const replaced = await done("member enrol", { as: "maria", args: [...words, "--replace"] });
    expect(replaced).toMatchObject({ words: words[1] });
    // The service still has the customer's keys sealed to the old one.
    const args = ["--customer", customers.ANATR ?? ""];
    const read = await done("customer read", { as: "maria", args, environment: { KONTOR_ORGANISATION: "" } });
    expect(read.entries).toMatchObject([{ record: null }]);
  });

  it("behavior: a key that has changed since it was seen is not sealed to before somebody agrees to it", async () => {
    const args = ["--customer", customers.ANATR ?? "", "--subject", addressOf("maria")];
    const roles = ["--role", "writer", "--account", addressOf("keeper")];
    await done("role give", { as: "keeper", args: roles });
    // It was seen when the secrets of her customer were wrapped anew.
    const changed = await refused("subject name", { code: 1, error: "KeyChanged" }, { as: "keeper", args });
    expect(changed).toMatch(/newFingerprint: ([A-Z2-7]{4} ?){8}\n/);
    const keyHash = /keyHash: (0x[0-9a-f]{64})/.exec(changed)?.[1] ?? "";
    const agreed = [...args, "--accept-key", keyHash];
    await refused("subject name", { code: 1, error: "PossessionNotProven" }, { as: "keeper", args: agreed });
  });

  it("error: a contract that only claims to be the registry, and a service of another one, get nothing signed", async () => {
    const args = ["--customer", customers.ANATR ?? ""];
    const impostor = `0x${"de".repeat(20)}`;
    const client = createPublicClient({ transport: http(chain.rpcUrl) });
    await client.request({ method: "hardhat_setCode", params: [impostor, "0x00"] } as never);
    const environment = { KONTOR_REGISTRY: impostor };
    await refused("customer read", { code: 1, error: "RegistryUnknown" }, { as: "keeper", args, environment });
    const other = await deployRegistry({ rpcUrl: chain.rpcUrl });
    const foreign = { KONTOR_REGISTRY: other.registry };
    const said = await refused(
      "customer read",
      { code: 3, error: "WrongChain" },
      { as: "keeper", args, environment: foreign },
    );
    expect(said).toContain("The service serves registry");
  });

  it("error: yesterday's record of deployments, another chain and another service are named", async () => {
    const record = join(directory, "deployments.json");
    await writeFile(record, JSON.stringify({ 31337: { registry: addressOf("stranger"), block: 1 } }));
    const environment = { KONTOR_REGISTRY: "", KONTOR_DEPLOYMENTS: record };
    const args = ["--customer", customers.ANATR ?? ""];
    const stale = await refused(
      "customer read",
      { code: 3, error: "RegistryMissing" },
      { as: "keeper", args, environment },
    );
    expect(stale).toContain("record of deployments");
    await writeFile(record, JSON.stringify({ 31337: { registry, block: 1 } }));
    expect((await kontor("customer read", { as: "keeper", args, environment })).code).toBe(0);
    await writeFile(record, "{");
    await refused("customer read", { code: 2, error: "ConfigurationInvalid" }, { as: "keeper", args, environment });
    await refused(
      "customer read",
      { code: 3, error: "WrongChain" },
      { as: "keeper", args: [...args, "--chain-id", "1"] },
    );
    await refused(
      "customer read",
      { code: 2, error: "InvalidArgument" },
      { as: "keeper", args, environment: { KONTOR_RPC_URL: "" } },
    );
    const nowhere = { KONTOR_SERVICE_URL: "http://127.0.0.1:9" };
    await refused(
      "customer read",
      { code: 3, error: "ServiceUnavailable" },
      { as: "keeper", args, environment: nowhere },
    );
    await refused("customer read", { code: 2, error: "InvalidArgument" }, { args });
  });
});
