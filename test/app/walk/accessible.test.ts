import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { injectedWalletScript } from "./injected-wallet.ts";
import { overflowOf, violationsOf } from "./inspect.ts";
import { signInAs, unlock, unlockAs } from "./sign-in-as.ts";
import { memberNamed, openPage, startWorld, type World, writeRecords } from "./world.ts";

const NANCY = "Nancy Davolio";
const labels = { classification: "confidential", region: "EU" };
const LONG = "Wolfeschlegelsteinhausenbergerdorff".repeat(6);

let world: World;
let customer: `0x${string}`;
let second: `0x${string}`;

beforeAll(async () => {
  world = await startWorld();
  const member = memberNamed({ world, name: NANCY });
  const company = {
    schema: "profile/1",
    type: "company",
    labels,
    legalName: LONG,
    emails: [{ address: `${LONG}@example.com`, label: "Office", primary: true }, { address: "b@example.com" }],
    phones: [{ number: "030-0074321" }],
    addresses: [{ street: LONG, city: LONG, country: "Germany" }],
    contacts: [{ name: LONG, email: "m@example.com" }],
    website: `https://example.com/${LONG}`,
    customFields: [{ name: LONG, value: LONG }],
    notes: `שלום עולם ${LONG}\n\n👩🏽‍🚀`,
  };
  const order = {
    schema: "transaction/1",
    labels,
    type: "order",
    number: LONG,
    date: "2026-05-01",
    currency: "EUR",
    total: "123456789012345678.99",
    lines: [{ description: LONG, quantity: "123456789.123", unit: LONG, unitPrice: "1.00" }],
  };
  const note = { schema: "note/1", labels, text: LONG };
  customer = await writeRecords({ world, member, records: [company, order, note] });
  const person = { schema: "profile/1", type: "person", labels, givenName: "Ada", familyName: "Lovelace" };
  second = await writeRecords({ world, member, records: [person] });
});
afterAll(() => world?.stop());

type Looks = { name: string; colorScheme: "light" | "dark"; viewport: { width: number; height: number } };

const LOOKS: Looks[] = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 860 } },
  { name: "dark, on a phone", colorScheme: "dark", viewport: { width: 360, height: 740 } },
];

describe.each(LOOKS)("every page, $name", ({ colorScheme, viewport }) => {
  const options = { colorScheme, viewport };
  const check = async ({ page, where }: { page: Page; where: string }) => {
    expect(await violationsOf(page), where).toEqual([]);
    expect(await overflowOf(page), `${where} is as wide as the screen`).toBeLessThanOrEqual(0);
  };

  it("behavior: before the key is open", async () => {
    const script = injectedWalletScript({ rpcUrl: world.rpcUrl, accounts: [], chainId: 1 });
    const { page, problems } = await openPage({ world, options, script });
    await page.getByRole("heading", { name: "Connect a wallet" }).waitFor();
    await check({ page, where: "connect" });
    await page.getByRole("button", { name: "Connect as Laura Callahan" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await check({ page, where: "sign in" });
    await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
    await page.getByRole("heading", { name: "Set up your key" }).waitFor();
    await page.getByRole("button", { name: "Suggest one" }).click();
    await check({ page, where: "passphrase" });
    const suggested = await page.getByTestId("suggested-passphrase").innerText();
    await page.getByLabel("The same again").fill(suggested);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("[data-word='24']").waitFor();
    await check({ page, where: "recovery words" });
    const words = await page.locator("[data-word]").allTextContents();
    await page.getByRole("button", { name: "I have written them down" }).click();
    for (const field of await page.locator("input[data-position]").all()) {
      await field.fill(words[Number(await field.getAttribute("data-position")) - 1] ?? "");
    }
    await check({ page, where: "confirm words" });
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Publish my key" }).waitFor();
    await check({ page, where: "publish" });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("behavior: with an open key", async () => {
    const { page, problems } = await openPage({ world, options });
    await signInAs({ page, name: NANCY });
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
    await check({ page, where: "unlock" });
    await page.getByRole("button", { name: "I forgot my passphrase" }).click();
    await check({ page, where: "recover" });
    await page.getByRole("button", { name: "Back to the passphrase" }).click();
    await unlock({ page });
    await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    await check({ page, where: "list" });
    await page.getByLabel("Search").fill("nobody at all");
    await page.getByText("No customer matches").waitFor();
    await check({ page, where: "no match" });
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await page.getByRole("link", { name: LONG }).click();
    await page.getByRole("article", { name: "Note, entry 3" }).waitFor();
    await page.getByRole("button", { name: "Show all fields" }).first().click();
    await page.getByRole("button", { name: /^Whole chain: / }).click();
    await page.getByText("SHA-256 of the stored payload").first().waitFor();
    await check({ page, where: "customer" });
    await page.keyboard.press("Escape");
    for (const kind of ["Transaction", "Interaction", "Note"]) {
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("menuitem", { name: kind }).click();
      await page.getByRole("button", { name: `Add ${kind.toLowerCase()}` }).click();
      await page.getByRole("alert").waitFor();
      await check({ page, where: `add ${kind}` });
      await page.getByRole("link", { name: "Cancel" }).click();
    }
    await page.getByRole("link", { name: "Edit profile" }).click();
    await page.getByLabel("Industry").fill("Shipping");
    await check({ page, where: "edit" });
    await page.getByRole("button", { name: "Review changes" }).click();
    await page.getByRole("dialog").getByText("Shipping").waitFor();
    await check({ page, where: "review" });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("behavior: members, and the public pages", async () => {
    const { page, problems } = await openPage({ world, path: "/members", options });
    await unlockAs({ page, name: "Andrew Fuller" });
    await page.getByText("Not enrolled yet").first().waitFor();
    await check({ page, where: "members" });
    await page.getByRole("button", { name: "Give a role" }).click();
    await page.getByRole("dialog").getByLabel("Account address").waitFor();
    await check({ page, where: "give a role" });
    await page.goto(`${world.serviceUrl}/verify/${customer}`);
    await page.locator("[data-overall]").waitFor();
    await check({ page, where: "verify" });
    await page.goto(`${world.serviceUrl}/nowhere`);
    await page.getByRole("heading", { name: "Nothing here" }).waitFor();
    await check({ page, where: "not found" });
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe("by keyboard alone", () => {
  it("default: skips to the content, connects, unlocks and opens a customer", async () => {
    const { page } = await openPage({ world });
    await page.getByRole("heading", { name: "Connect a wallet" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    const reach = async (name: string) => {
      for (let step = 0; step < 60; step++) {
        const focused = await page.evaluate(() => {
          const element = document.activeElement;
          return element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement
            ? (element.textContent ?? "")
            : "";
        });
        if (focused.includes(name)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${name} cannot be reached with the Tab key.`);
    };
    await reach(`Connect as ${NANCY}`);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign in with Ethereum" }).waitFor();
    await reach("Sign in with Ethereum");
    await page.keyboard.press("Enter");
    await page.getByLabel("Passphrase", { exact: true }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("password");
    await page.keyboard.type("northwind demo passphrase");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    await reach("Ada Lovelace");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/customers/${second}`);
    await page.context().close();
  });
});
