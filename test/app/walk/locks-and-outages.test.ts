import type { Page } from "playwright-core";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlock, unlockAs } from "./sign-in-as.ts";
import { memberNamed, openPage, startWorld, type World, writeRecords } from "./world.ts";

/* One member with several pages open, and what each shows when another is left, or the world outside goes away. */

const NANCY = "Nancy Davolio";
const NAME = "Alfreds Futterkiste";

let world: World;
let customer: Hex;

beforeAll(async () => {
  world = await startWorld();
  const labels = { classification: "internal", region: "EU" };
  const profile = { schema: "profile/1", type: "company", labels, legalName: NAME };
  customer = await writeRecords({ world, member: memberNamed({ world, name: NANCY }), records: [profile] });
});
afterAll(() => world?.stop());

async function openCustomer(): Promise<Page> {
  const { page } = await openPage({ world, path: `/customers/${customer}` });
  await unlockAs({ page, name: NANCY });
  await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
  return page;
}

async function openTwo(script?: string): Promise<[Page, Page]> {
  const page = await openCustomer();
  if (script !== undefined) await page.context().addInitScript(script);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await unlock({ page: other });
  await other.getByRole("heading", { level: 1, name: NAME }).waitFor();
  return [page, other];
}

const menu = async ({ page, item }: { page: Page; item: string }) => {
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
};

describe("two pages of one browser", () => {
  it("behavior: locking one locks the other at once, and nothing decrypted stays on its screen", async () => {
    const [page, other] = await openTwo();
    await menu({ page, item: "Lock" });
    await other.getByRole("heading", { name: "Unlock your key" }).waitFor();
    for (const locked of [page, other]) expect(await locked.content()).not.toContain("Alfreds");
    await page.context().close();
  });

  for (const item of ["Sign out", "Disconnect wallet"]) {
    it(`behavior: ${item.toLowerCase()} in one asks the other to sign in again`, async () => {
      const [page, other] = await openTwo();
      await menu({ page, item });
      await other.getByRole("button", { name: "Sign in with Ethereum" }).waitFor();
      expect(await other.content()).not.toContain("Alfreds");
      await page.context().close();
    });
  }

  it("behavior: a browser without BroadcastChannel locks all pages as well", async () => {
    const [page, other] = await openTwo("delete globalThis.BroadcastChannel");
    await menu({ page: other, item: "Lock" });
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
    expect(await page.content()).not.toContain("Alfreds");
    await page.context().close();
  });
});

describe("outages while a customer is open", () => {
  it("behavior: offline is said with what still works; what is saved then goes on by itself when it is over", async () => {
    const page = await openCustomer();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Note" }).click();
    await page.getByLabel("Text").fill("Written without a connection.");
    await page.context().setOffline(true);
    const notice = page.locator("[data-connection=offline]");
    await notice.getByText("You are offline").waitFor();
    await page.getByRole("button", { name: "Add note" }).click();
    await page.locator("[data-write]").first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole("article", { name: "Note, entry 2" }).getByText("Written without").first().waitFor();
    await notice.waitFor({ state: "detached" });
    await page.context().close();
  });

  it("behavior: a chain or a service that stops answering is named, and what is on the screen stays", async () => {
    const page = await openCustomer();
    for (const [state, pattern] of [
      ["chainDown", `${world.rpcUrl}/**`],
      ["serviceDown", "**/api/registry"],
    ] as const) {
      await page.route(pattern, (route) => route.abort());
      await page.locator(`[data-connection=${state}]`).waitFor();
      expect(await page.getByRole("heading", { level: 1, name: NAME }).count()).toBe(1);
      await page.unroute(pattern);
      await page.locator("[data-connection]").waitFor({ state: "detached" });
    }
    await page.context().close();
  });

  it("error: a part of the app that cannot be loaded offers to load again, and is there then", async () => {
    const page = await openCustomer();
    await page.route("**/assets/edit-page-*.js", (route) => route.abort());
    await page.getByRole("link", { name: "Edit profile" }).click();
    await page.getByText("This page could not be loaded").waitFor();
    await page.unroute("**/assets/edit-page-*.js");
    await page.getByRole("button", { name: "Load again" }).click();
    await unlock({ page });
    await page.getByRole("button", { name: "Review changes" }).waitFor();
    await page.context().close();
  });
});
