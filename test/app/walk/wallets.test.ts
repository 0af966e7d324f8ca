import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { injectedWalletScript } from "./injected-wallet.ts";
import { unlock, unlockAs } from "./sign-in-as.ts";
import { memberNamed, type OpenedPage, openPage, startWorld, type World, writeRecords } from "./world.ts";

let world: World;
let customer: `0x${string}`;
const NANCY = "Nancy Davolio";

beforeAll(async () => {
  world = await startWorld();
  const profile = {
    schema: "profile/1",
    type: "company",
    labels: { classification: "internal", region: "EU" },
    legalName: "Alfreds Futterkiste",
  };
  customer = await writeRecords({ world, member: memberNamed({ world, name: NANCY }), records: [profile] });
});
afterAll(() => world?.stop());

async function openWithWallet({ path = "/", chainId = 31_337 } = {}): Promise<OpenedPage> {
  const accounts = [NANCY, "Janet Leverling"].map((name) => memberNamed({ world, name }).person.address);
  const script = injectedWalletScript({ rpcUrl: world.rpcUrl, accounts, chainId });
  return openPage({ world, path, script });
}

async function signInWithWallet(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Test Wallet" }).click();
  await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
}

const addNote = async ({ page, text }: { page: Page; text: string }) => {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Note" }).click();
  await page.getByLabel("Text").fill(text);
  await page.getByRole("button", { name: "Add note" }).click();
};

describe("a wallet extension (EIP-6963)", () => {
  it("default: is offered by its name, connects, signs in, reads and writes", async () => {
    const { page, problems } = await openWithWallet({ path: `/customers/${customer}` });
    await signInWithWallet(page);
    await unlock({ page });
    await page.getByRole("heading", { level: 1, name: "Alfreds Futterkiste" }).waitFor();
    await addNote({ page, text: "Written with an extension." });
    await page.getByRole("article", { name: "Note, entry 2" }).getByText("Written with").first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("error: declining to connect, and declining to sign in, is said and can be tried again", async () => {
    const { page } = await openWithWallet();
    await page.evaluate(() => window.testWallet.declines.push("eth_requestAccounts", "personal_sign"));
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await page.getByRole("alert").getByText("WalletDeclined").waitFor();
    await page.evaluate(() => window.testWallet.declines.shift());
    await signInWithWallet(page);
    await page.getByRole("alert").getByText("WalletRejected").waitFor();
    await page.evaluate(() => window.testWallet.declines.pop());
    await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
    await page.context().close();
  });

  it("behavior: on another network the page says which one is needed, and switches", async () => {
    const { page } = await openWithWallet({ chainId: 1 });
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await page.getByText("It is on Ethereum; this registry is on Local test chain.").waitFor();
    await page.getByRole("button", { name: "Switch to Local test chain" }).click();
    await page.getByRole("button", { name: "Sign in with Ethereum" }).waitFor();
    await page.context().close();
  });

  it("attack: another account in the wallet sees nothing of what the one before has opened", async () => {
    const { page } = await openWithWallet({ path: `/customers/${customer}` });
    await signInWithWallet(page);
    await unlock({ page });
    await page.getByRole("heading", { level: 1, name: "Alfreds Futterkiste" }).waitFor();
    await page.evaluate(() => {
      window.testWallet.accounts.reverse();
      window.testWallet.emit("accountsChanged", window.testWallet.accounts);
    });
    await page.getByRole("button", { name: "Sign in with Ethereum" }).waitFor();
    expect(await page.content()).not.toContain("Alfreds");
    await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
    await page.context().close();
  });

  it("behavior: a transaction that is declined leaves the write stored, and it goes on when asked to", async () => {
    const { page } = await openWithWallet({ path: `/customers/${customer}` });
    await signInWithWallet(page);
    await unlock({ page });
    await page.evaluate(() => window.testWallet.declines.push("eth_sendTransaction"));
    await addNote({ page, text: "Declined at first." });
    const card = page.locator("[data-write]");
    await card.getByText("WalletRejected").waitFor();
    expect(await card.getAttribute("data-step")).toMatch(/^(stored|asked)$/);
    await page.evaluate(() => window.testWallet.declines.pop());
    await card.getByRole("button", { name: /^(Go on|Send again)$/ }).click();
    await page.getByRole("article", { name: "Note, entry 3" }).getByText("Declined at first.").first().waitFor();
    await page.context().close();
  });

  it("behavior: a write that a reload interrupts is finished once, without being asked for again", async () => {
    const { page } = await openWithWallet({ path: `/customers/${customer}` });
    await signInWithWallet(page);
    await unlock({ page });
    await page.evaluate(() => window.testWallet.hangsOn.push("eth_sendTransaction"));
    await addNote({ page, text: "Interrupted." });
    await page.locator("[data-write][data-step=asked]").waitFor();
    await page.reload();
    await unlock({ page });
    await page.getByRole("article", { name: "Note, entry 4" }).getByText("Interrupted.").first().waitFor();
    await page.locator("[data-write]").waitFor({ state: "detached" });
    await page.reload();
    await unlock({ page });
    await page.getByRole("article", { name: "Note, entry 4" }).waitFor();
    expect(await page.getByRole("article").count()).toBe(4);
    await page.context().close();
  });
});

describe("two pages of one member", () => {
  it("attack: what one page is writing, the other leaves alone, however long the wallet takes", async () => {
    const { page } = await openWithWallet({ path: `/customers/${customer}` });
    await signInWithWallet(page);
    await unlock({ page });
    await page.evaluate(() => window.testWallet.hangsOn.push("eth_sendTransaction"));
    await addNote({ page, text: "Only once." });
    await page.locator("[data-write][data-step=asked]").waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await unlock({ page: other });
    await other.locator("[data-write]").getByText("Another page of this browser is working on it.").waitFor();
    expect(await other.evaluate(() => window.testWallet.asked)).not.toContain("eth_sendTransaction");
    await page.close();
    await other.locator("[data-write]").getByRole("button", { name: "Send again" }).click();
    await other.getByRole("article", { name: "Note, entry 5" }).getByText("Only once.").first().waitFor();
    await other.context().close();
  });
});

describe("outages", () => {
  it("error: without the service the page says so, and goes on when it is back", async () => {
    const { page } = await openPage({ world, path: "/favicon.svg" });
    await page.route("**/api/registry", (route) => route.abort());
    await page.goto(world.serviceUrl);
    await page.getByText("The service cannot be reached").waitFor();
    await page.getByText("ServiceUnavailable").waitFor();
    await page.unroute("**/api/registry");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Connect a wallet" }).waitFor();
    await page.context().close();
  });

  it("error: without the chain nothing is claimed: members are told, and the public check says unavailable", async () => {
    const { page } = await openPage({ world });
    await unlockAs({ page, name: NANCY });
    await page.getByRole("link", { name: "Alfreds Futterkiste" }).waitFor();
    await page.route(`${world.rpcUrl}/**`, (route) => route.abort());
    await page.goto(`${world.serviceUrl}/verify/${customer}`);
    await page.getByRole("alert").getByText("ChainUnavailable").waitFor();
    await page.getByText("This says nothing about the customer").waitFor();
    expect(await page.locator("[data-verdict=proven], [data-overall=proven]").count()).toBe(0);
    await page.goto(`${world.serviceUrl}/customers/${customer}`);
    await page.getByText("The chain cannot be reached").waitFor();
    await page.unroute(`${world.rpcUrl}/**`);
    await page.getByRole("button", { name: "Try again" }).click();
    await unlock({ page });
    await page.getByRole("heading", { level: 1, name: "Alfreds Futterkiste" }).waitFor();
    await page.context().close();
  });

  it("error: a list that fails says why and can be tried again", async () => {
    const { page } = await openPage({ world });
    await page.route("**/api/customers?*", (route) => route.abort());
    await unlockAs({ page, name: NANCY });
    await page.getByText("The customers could not be loaded").waitFor();
    await page.unroute("**/api/customers?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("link", { name: "Alfreds Futterkiste" }).waitFor();
    await page.context().close();
  });
});
