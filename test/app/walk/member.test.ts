import type { Page } from "playwright-core";
import type { Hex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { whenProven } from "#app/runtime/when-proven.ts";
import { callRegistry } from "#client/acts/call-registry.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import { latestEntry } from "#client/read/latest-entry.ts";
import { getEntries } from "#client/service/customers.ts";
import { predecessorOf } from "#protocol/chain/entry.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { flipStoredByte, withholdPayload } from "#scripts/local/tamper.ts";
import { DEMO_WALLETS } from "../../../demo/wallets.ts";
import { unlock } from "./sign-in-as.ts";
import { memberNamed, type OpenedPage, openPage, startWorld, type World, writeRecords } from "./world.ts";

/* One member's first day, in order: each step stands on the one before. */

const NEWCOMER = "Margaret Peacock";
const PASSPHRASE = "copper lantern walrus thirty velvet";

let world: World;
let opened: OpenedPage;
let page: Page;
let customer: Hex;
let words: string[];

beforeAll(async () => {
  world = await startWorld();
  opened = await openPage({ world });
  page = opened.page;
});
afterAll(() => world?.stop());

// Each step stands on the ones before: after a failure the rest would only wait.
let failed = false;
beforeEach(({ skip, onTestFailed }) => {
  if (failed) skip();
  onTestFailed(async () => {
    failed = true;
    process.stderr.write(`${page.url()}\n${await page.locator("body").innerText()}\n`);
  });
});

const digestOf = async (sequence: bigint): Promise<Hex> => {
  const entries = await getEntries({ service: memberNamed({ world, name: "Nancy Davolio" }).service, customer });
  const found = entries.find(({ entry }) => entry.header.sequence === sequence);
  if (found === undefined) throw new Error("There is no such entry.");
  return found.entry.body.payloadDigest;
};
const entry = (name: string) => page.getByRole("article", { name });

describe("a member's first day", () => {
  it("default: connects a development wallet and signs in", async () => {
    await page.getByRole("button", { name: `Connect as ${NEWCOMER}` }).click();
    await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
    await page.getByRole("heading", { name: "Set up your key" }).waitFor();
  });

  it("error: a passphrase that can be guessed is not taken", async () => {
    await page.getByLabel("Passphrase", { exact: true }).fill("password1234");
    await page.getByLabel("The same again").fill("password1234");
    await page.getByRole("button", { name: "Continue" }).click();
    await page
      .getByText(/that every guessing list starts with/)
      .last()
      .waitFor();
    expect(await page.locator("[data-word]").count()).toBe(0);
  });

  it("default: shows 24 words, asks three of them back, and refuses a wrong one", async () => {
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("The same again").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("[data-word='24']").waitFor();
    words = await page.locator("[data-word]").allTextContents();
    expect(words).toHaveLength(24);
    await page.getByRole("button", { name: "I have written them down" }).click();
    const fields = page.locator("input[data-position]");
    await fields.first().fill("wrong");
    await page.getByRole("button", { name: "Continue" }).click();
    await page
      .getByText(/^That is not word \d+$/)
      .first()
      .waitFor();
    for (const field of await fields.all()) {
      await field.fill(words[Number(await field.getAttribute("data-position")) - 1] ?? "");
    }
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Publish my key" }).waitFor();
  });

  it("behavior: after publishing waits for a keeper, and goes on by itself once admitted", async () => {
    await page.getByRole("button", { name: "Publish my key" }).click();
    await page.getByRole("heading", { name: "Waiting for admission" }).waitFor();
    const keeper = memberNamed({ world, name: "Andrew Fuller" });
    const { registry } = world;
    const { service, keyring } = keeper;
    const member = DEMO_WALLETS.find(({ name }) => name === NEWCOMER)?.address ?? "0x";
    // The page proves by itself that it holds the key, while it waits.
    const act = () => admitMember({ registry, service, keyring, member });
    await whenProven({ act, onWaiting: () => {}, signal: AbortSignal.timeout(20_000), interval: 200 });
    await page.getByText("No customers yet").waitFor();
  });

  it("error: a form says all that is wrong, each at its field, and writes nothing", async () => {
    await page.getByRole("link", { name: "New customer" }).first().click();
    await page.getByLabel("E-mail", { exact: true }).fill("nobody");
    await page.getByLabel("Annual revenue", { exact: true }).last().fill("1,234");
    await page.getByRole("button", { name: "Create customer" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("4 fields need another look").waitFor();
    const named = await alert.getByRole("listitem").getByRole("button").allTextContents();
    expect(named).toEqual(["Legal name", "Annual revenue: Amount", "E-mail 1: Address", "Region"]);
    await alert.getByText("This can mean 1234 or 1.234. Write the one that you mean.").waitFor();
    const field = (path: string) => page.locator(`[data-path="${path}"]`);
    for (const path of ["legalName", "annualRevenue.amount", "annualRevenue.currency", "emails.0.address", "region"]) {
      const wrong = path === "annualRevenue.currency" ? null : "true";
      await expect.poll(() => field(path).getAttribute("aria-invalid")).toBe(wrong);
    }
    // The first of them as the page reads is where typing goes.
    await page.keyboard.type("Königlich Essen");
    expect(await field("legalName").inputValue()).toBe("Königlich Essen");
    await expect.poll(() => field("legalName").getAttribute("aria-invalid")).toBe(null);
    await alert.getByRole("button", { name: "Region" }).click();
    await page.keyboard.type("eu");
    expect(await field("region").inputValue()).toBe("EU");
    await field("annualRevenue.amount").fill("1,234.50");
    await field("annualRevenue.currency").fill("swiss");
    await page.getByRole("option", { name: "CHF – Swiss Franc" }).click();
    await page.getByLabel("E-mail", { exact: true }).fill("@");
    await page.getByRole("button", { name: "Create customer" }).click();
    await alert.getByText("One field needs another look").waitFor();
  });

  it("default: creates a customer: encrypted, stored, sent, confirmed, shown", async () => {
    await page.getByLabel("E-mail", { exact: true }).fill("philip@example.com");
    await page.getByLabel("City").fill("Brandenburg");
    await page.getByRole("button", { name: "Create customer" }).click();
    await page.getByRole("heading", { level: 1, name: "Königlich Essen" }).waitFor();
    await page.getByRole("button", { name: "Whole chain: 1 entry proven. Explain" }).waitFor();
    expect(await entry("Profile, entry 1").locator("[data-verdict]").count()).toBe(0);
    customer = page.url().split("/").at(-1) as Hex;
    expect(customer).toMatch(/^0x[0-9a-f]{64}$/);
    await page.getByRole("link", { name: "philip@example.com" }).waitFor();
  });

  it("default: edits it, with the changes shown before they are signed", async () => {
    await page.getByRole("link", { name: "Edit profile" }).click();
    await page.getByLabel("Trade name").fill("Königlich");
    await page.getByRole("button", { name: "Review changes" }).click();
    const row = page.getByRole("dialog").getByRole("row", { name: /Trade name/ });
    await row.getByText("nothing").waitFor();
    await row.getByText("Königlich").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Königlich", exact: true }).waitFor();
    await page.getByRole("button", { name: "Whole chain: All 2 entries proven. Explain" }).click();
    const hashes = page.getByRole("dialog", { name: "Proven" });
    await expect.poll(() => hashes.getByText("Hash of this entry", { exact: true }).count()).toBe(2);
    await page.keyboard.press("Escape");
    await entry("Profile, entry 1").getByText("Replaced by a later profile").waitFor();
    expect(await entry("Profile, entry 2").locator("[data-replaced]").count()).toBe(0);
  });

  it("default: adds a transaction, an interaction and a note", async () => {
    const add = async (kind: string) => {
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("menuitem", { name: kind }).click();
    };
    await add("Transaction");
    await page.getByLabel("Number").fill("R-1");
    await page.getByLabel("Description").fill("Chai");
    await page.getByLabel("Unit price").fill("18.00");
    await page.getByRole("button", { name: "Use it as the total" }).click();
    await page.getByRole("button", { name: "Add transaction" }).click();
    await entry("Transaction, entry 3").getByText("Order R-1, €18.00").waitFor();
    await add("Interaction");
    await page.getByLabel("Subject").fill("Asked about delivery");
    await page.getByRole("button", { name: "Add interaction" }).click();
    await entry("Interaction, entry 4").getByText("Call: Asked about delivery").waitFor();
    await add("Note");
    await page.getByLabel("Text").fill("Prefers mornings.\nNo calls on Fridays.");
    await page.getByRole("button", { name: "Add note" }).click();
    await entry("Note, entry 5").getByText("No calls on Fridays.").first().waitFor();
  });

  it("behavior: an edit that began earlier follows what others have written meanwhile, unasked", async () => {
    await page.getByRole("link", { name: "Edit profile" }).click();
    await page.getByLabel("Industry").fill("Restaurants");
    const other = memberNamed({ world, name: "Nancy Davolio" });
    const note = { schema: "note/1", labels: { classification: "internal", region: "EU" }, text: "First!" };
    await writeRecords({ world, member: other, customer, records: [note] });
    await page.getByRole("button", { name: "Review changes" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Whole chain: All 7 entries proven. Explain" }).waitFor();
    await entry("Profile, entry 2").getByText("Replaced by a later profile").waitFor();
    expect(await page.locator("[data-replaced]").count()).toBe(2);
    await entry("Note, entry 6").getByText("First!").first().waitFor();
  });

  it("default: anybody can verify it, without a wallet", async () => {
    const stranger = await openPage({ world, path: `/verify/${customer}` });
    await stranger.page.locator("[data-overall=proven]").waitFor();
    await stranger.page.getByText("All 7 entries proven").waitFor();
    expect(await stranger.page.locator("tr[data-sequence]").count()).toBe(7);
    expect(await stranger.page.locator("tr[data-sequence] [data-verdict]").count()).toBe(0);
    await stranger.page.locator("tr[data-sequence='2']").getByText("Replaced by a later profile").waitFor();
    expect(await stranger.page.content()).not.toContain("Königlich");
    expect(stranger.problems).toEqual([]);
    await stranger.page.context().close();
  });

  it("behavior: locking forgets the key and what it opened; a wrong passphrase does not open it again", async () => {
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Lock" }).click();
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
    expect(await page.content()).not.toContain("Königlich");
    await unlock({ page, passphrase: `${PASSPHRASE}!` });
    await page.getByRole("alert").getByText("LockNotOpened").waitFor();
    await unlock({ page, passphrase: PASSPHRASE });
    await page.getByRole("heading", { level: 1, name: "Königlich", exact: true }).waitFor();
  });

  it("attack: nothing that opens a record survives in the browser's storage", async () => {
    const stored = await page.evaluate(async () => {
      const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
      for (const { name = "" } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const store of database.objectStoreNames) {
          const rows = await new Promise<unknown[]>((resolve, reject) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          found.push(JSON.stringify(rows));
        }
        database.close();
      }
      return found.join("\n");
    });
    for (const secret of [PASSPHRASE, "Königlich", "philip@example.com", words.slice(0, 3).join(" ")]) {
      expect(stored).not.toContain(secret);
    }
    expect(stored).not.toContain("kontor_session");
  });

  it("behavior: after a reload the session is there and the key is locked", async () => {
    await page.reload();
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
  });

  it("default: the recovery words open it and set a new passphrase", async () => {
    await page.getByRole("button", { name: "I forgot my passphrase" }).click();
    await page.getByLabel("Recovery words").fill(words.join(" "));
    const next = `${PASSPHRASE} again`;
    await page.getByLabel("Passphrase", { exact: true }).fill(next);
    await page.getByLabel("The same again").fill(next);
    await page.getByRole("button", { name: "Recover and unlock" }).click();
    await page.getByRole("heading", { level: 1, name: "Königlich", exact: true }).waitFor();
    await page.reload();
    await unlock({ page, passphrase: next });
    await page.getByRole("heading", { level: 1, name: "Königlich", exact: true }).waitFor();
  });

  it("attack: a payload changed in the service's store is shown as tampered, to members and strangers, never opened", async () => {
    // Another member's: what this one wrote itself, their page would give back to the service.
    flipStoredByte({ databasePath: world.databasePath, digest: await digestOf(6n) });
    await page.reload();
    await unlock({ page, passphrase: `${PASSPHRASE} again` });
    const note = entry("Note, entry 6");
    await note.locator("[data-verdict=tampered]").waitFor();
    await note.getByText("not what the chain commits to").waitFor();
    expect(await note.innerText()).not.toContain("First!");
    await page.getByRole("button", { name: "Whole chain: Tampered. Explain" }).click();
    await page.getByText("Do not rely on it").waitFor();
    const stranger = await openPage({ world, path: `/verify/${customer}` });
    await stranger.page.locator("[data-overall=tampered]").waitFor();
    await stranger.page.locator("tr[data-sequence='6'] [data-verdict=tampered]").waitFor();
    expect(await stranger.page.locator("tr[data-sequence='4'] [data-verdict]").count()).toBe(0);
    await stranger.page.context().close();
  });

  it("attack: a payload that the service withholds is unavailable, and no chain with one is called proven", async () => {
    withholdPayload({ databasePath: world.databasePath, digest: await digestOf(6n) });
    const stranger = await openPage({ world, path: `/verify/${customer}` });
    await stranger.page.locator("[data-overall=unavailable]").waitFor();
    await stranger.page.locator("tr[data-sequence='6'] [data-verdict=unavailable]").waitFor();
    await stranger.page.context().close();
  });

  it("attack: a writer who commits to the payload of another customer is refused to strangers, not called proven", async () => {
    const { registry } = world;
    const { service, wallet, keyring } = memberNamed({ world, name: "Nancy Davolio" });
    const member = memberNamed({ world, name: "Nancy Davolio" });
    const note = { schema: "note/1", labels: { classification: "internal", region: "EU" }, text: "Mine" };
    const forged = await writeRecords({ world, member, records: [note] });
    const latest = await latestEntry({ registry, service, customer: forged });
    if (latest === null) throw new Error("There is no such customer.");
    const content = {
      kind: KINDS.note,
      keyEpoch: keyring.current.epoch,
      commitment: `0x${"77".repeat(32)}`,
      payloadDigest: await digestOf(1n),
    } as const;
    await callRegistry({ registry, wallet, functionName: "append", args: [predecessorOf(latest), content] });
    const stranger = await openPage({ world, path: `/verify/${forged}` });
    await stranger.page.locator("[data-overall=refused]").waitFor();
    await stranger.page.locator("tr[data-sequence='2']").getByText("ContextMismatch").waitFor();
    await stranger.page.context().close();
  });

  it("error: an id that the chain does not know is unknown; text that is no id is refused", async () => {
    const stranger = await openPage({ world, path: `/verify/0x${"12".repeat(32)}` });
    await stranger.page.locator("[data-overall=unknown]").waitFor();
    await stranger.page.getByText("The chain knows no customer with this id.").waitFor();
    await stranger.page.getByLabel("Customer id").fill("0x12");
    await stranger.page.getByRole("button", { name: "Verify", exact: true }).click();
    await stranger.page.getByText("That is not a customer id").waitFor();
    await stranger.page.context().close();
  });

  it("behavior: no page has thrown, broken the content policy, or talked to strangers", () => {
    expect(opened.problems).toEqual([]);
  });
});
