import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { PROJECT_ROOT } from "#scripts/cli/project-root.ts";
import { importNorthwind } from "../../../demo/import-northwind.ts";
import { loadNorthwind } from "../../../demo/northwind.ts";
import { signInAs, unlock, unlockAs } from "./sign-in-as.ts";
import { openPage, startWorld, type World } from "./world.ts";

/* KONTOR_SCREENSHOTS=1 takes the pictures of the documentation anew; without it they are left alone. */

const DIRECTORY = join(PROJECT_ROOT, "docs", "screenshots");
/** Of one picture; the repository keeps them all. */
const MOST_BYTES = 250_000;
const DESK = { width: 1200, height: 760 };
const PHONE = { width: 390, height: 780 };

let world: World;

async function take({ page, name }: { page: Page; name: string }): Promise<void> {
  const picture = await page.screenshot({ animations: "disabled" });
  expect(picture.length, name).toBeLessThan(MOST_BYTES);
  await writeFile(join(DIRECTORY, `${name}.png`), picture);
}

describe.runIf(process.env.KONTOR_SCREENSHOTS === "1")("pictures of the documentation", () => {
  beforeAll(async () => {
    await mkdir(DIRECTORY, { recursive: true });
    world = await startWorld();
    const { registry, members } = world;
    const customers = await loadNorthwind();
    await importNorthwind({ registry, members, customers, journal: memoryJournal(), ordersPerCustomer: 3 });
  });
  afterAll(() => world?.stop());

  const open = async (options: BrowserContextOptions, path = "/") => (await openPage({ world, path, options })).page;
  const openList = async (page: Page) => {
    await unlockAs({ page, name: "Nancy Davolio" });
    await page.getByText(/^\d+ customers$/).waitFor();
  };

  it("default: at a desk, in daylight", async () => {
    const page = await open({ viewport: DESK });
    await page.getByRole("heading", { name: "Connect a wallet" }).waitFor();
    await take({ page, name: "connect" });
    await openList(page);
    await take({ page, name: "customers" });
    await page.getByRole("link", { name: "Great Lakes Food Market" }).click();
    await page.getByRole("article", { name: "Profile, entry 1" }).waitFor();
    await page.getByRole("button", { name: /^Whole chain: / }).click();
    await page.getByText("SHA-256 of the stored payload").first().waitFor();
    await take({ page, name: "customer" });
    await page.keyboard.press("Escape");
    const customer = page.url().split("/").at(-1);
    await page.getByRole("link", { name: "Edit profile" }).click();
    await page.getByLabel("Website").fill("https://greatlakes.example");
    await page.getByLabel("Industry").fill("Grocery");
    await page.getByRole("button", { name: "Review changes" }).click();
    await page.getByRole("dialog").getByText("Grocery").waitFor();
    await take({ page, name: "edit" });
    await page.goto(`${world.serviceUrl}/verify/${customer}`);
    await page.locator("[data-overall]").waitFor();
    await take({ page, name: "verify" });
  });

  it("default: at a desk, at night", async () => {
    const page = await open({ viewport: DESK, colorScheme: "dark" });
    await openList(page);
    await page.getByRole("link", { name: "Great Lakes Food Market" }).click();
    await page.getByRole("article", { name: "Profile, entry 1" }).waitFor();
    await take({ page, name: "customer-dark" });
  });

  it("default: a newcomer's key", async () => {
    const page = await open({ viewport: DESK });
    await signInAs({ page, name: "Margaret Peacock" });
    await page.getByRole("button", { name: "Suggest one" }).click();
    await page.getByLabel("The same again").fill(await page.getByTestId("suggested-passphrase").innerText());
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("[data-word='24']").waitFor();
    await take({ page, name: "enrol" });
  });

  it("default: on a phone", async () => {
    const page = await open({ viewport: PHONE, deviceScaleFactor: 2 });
    await openList(page);
    await page.getByRole("link", { name: "Great Lakes Food Market" }).click();
    await page.getByRole("article", { name: "Profile, entry 1" }).waitFor();
    await take({ page, name: "customer-phone" });
    await page.reload();
    await unlock({ page });
  });
});
