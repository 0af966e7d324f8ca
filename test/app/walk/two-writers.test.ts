import type { Page } from "playwright-core";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlock, unlockAs } from "./sign-in-as.ts";
import { memberNamed, type OpenedPage, openPage, startWorld, type World, writeRecords } from "./world.ts";

/* Two members of one organisation, each in a browser of their own, with the same customer open. */

const NANCY = "Nancy Davolio";
const JANET = "Janet Leverling";
const NAME = "Alfreds Futterkiste";

let world: World;
let nancy: Page;
let janet: Page;
const pages: OpenedPage[] = [];

beforeAll(async () => {
  world = await startWorld();
  const open = async (name: string) => {
    const opened = await openPage({ world, path: "/key" });
    await unlockAs({ page: opened.page, name });
    await opened.page.getByRole("heading", { level: 1 }).waitFor();
    return opened;
  };
  const [one, other] = [await open(NANCY), await open(JANET)];
  nancy = one.page;
  janet = other.page;
  pages.push(one, other);
});
afterAll(() => world?.stop());

const labels = { classification: "internal", region: "EU" } as const;
async function newCustomer(): Promise<Hex> {
  const profile = { schema: "profile/1", type: "company", labels, legalName: NAME };
  return writeRecords({ world, member: memberNamed({ world, name: NANCY }), records: [profile] });
}

/** By the links of the page, for a load of the page would lock the key. */
async function show({ page, customer, link }: { page: Page; customer: Hex; link?: string }): Promise<void> {
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await page.locator(`a[href="/customers/${customer}"]`).first().click();
  if (link !== undefined) await page.getByRole("link", { name: link }).click();
}

async function save({ page, change }: { page: Page; change: Readonly<Record<string, string>> }): Promise<void> {
  for (const [label, value] of Object.entries(change)) await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

const proven = (page: Page, count: number) =>
  page.getByRole("button", { name: `Whole chain: All ${count} entries proven. Explain` }).waitFor();

describe("two members who edit one profile", () => {
  it("behavior: of different fields both get what they wrote, and nobody is asked", async () => {
    const customer = await newCustomer();
    await show({ page: nancy, customer, link: "Edit profile" });
    await show({ page: janet, customer, link: "Edit profile" });
    await save({ page: janet, change: { Industry: "Groceries" } });
    await proven(janet, 2);
    await save({ page: nancy, change: { "Trade name": "Alfreds" } });
    await proven(nancy, 3);
    await proven(janet, 3);
    for (const page of [nancy, janet]) {
      await page.getByRole("heading", { level: 1, name: "Alfreds", exact: true }).waitFor();
      await page.getByText("Groceries").first().waitFor();
    }
  });

  it("behavior: of one field it is asked, that field alone, with both values and who wrote theirs; then it goes on", async () => {
    const customer = await newCustomer();
    await show({ page: nancy, customer, link: "Edit profile" });
    await show({ page: janet, customer, link: "Edit profile" });
    await save({ page: janet, change: { "Legal name": "Alfreds of Janet", Industry: "Groceries" } });
    await proven(janet, 2);
    await save({ page: nancy, change: { "Legal name": "Alfreds of Nancy", "Trade name": "Alfreds" } });
    const card = nancy.locator("[data-write][data-step=conflict]");
    await card.getByText("Only these are asked.").waitFor();
    expect(await card.locator("[data-conflict]").count()).toBe(1);
    const field = card.locator("[data-conflict='/legalName']");
    await field.getByRole("radiogroup", { name: "Legal name" }).waitFor();
    await field.getByText(`Before: ${NAME}`).waitFor();
    await field.getByText("Alfreds of Nancy").waitFor();
    await field.getByText(/^Theirs: Janet Leverling, .*20\d\d/).waitFor();
    expect(await card.getByRole("button", { name: "Go on with these" }).isEnabled()).toBe(false);
    expect(await card.getByRole("button", { name: "Write on top of the newest" }).count()).toBe(0);

    // A reload and a locked key change nothing: the question stands in the journal.
    await nancy.reload();
    await unlock({ page: nancy });
    await field.getByRole("radio", { name: "Alfreds of Nancy" }).check();
    await card.getByRole("button", { name: "Go on with these" }).click();
    await proven(nancy, 3);
    await nancy.getByRole("heading", { level: 1, name: "Alfreds", exact: true }).waitFor();
    await nancy.getByText("Alfreds of Nancy").first().waitFor();
    await nancy.getByText("Groceries").first().waitFor();
    expect(await nancy.locator("[data-write]").count()).toBe(0);
  });

  it("behavior: who takes theirs loses nothing else of their own", async () => {
    const customer = await newCustomer();
    await show({ page: nancy, customer, link: "Edit profile" });
    await show({ page: janet, customer, link: "Edit profile" });
    await save({ page: janet, change: { Industry: "Groceries" } });
    await proven(janet, 2);
    await save({ page: nancy, change: { Industry: "Bakery", "Trade name": "Alfreds" } });
    const card = nancy.locator("[data-write][data-step=conflict]");
    await card.getByRole("radio", { name: "Groceries" }).check();
    await card.getByRole("button", { name: "Go on with these" }).click();
    await proven(nancy, 3);
    await nancy.getByRole("heading", { level: 1, name: "Alfreds", exact: true }).waitFor();
    expect(await nancy.getByText("Bakery").count()).toBe(0);
  });
});

describe("two members who add to one customer", () => {
  it("behavior: two notes at once both get there, and nothing is left standing", async () => {
    const customer = await newCustomer();
    for (const [page, text] of [
      [nancy, "Nancy called."],
      [janet, "Janet called."],
    ] as const) {
      await show({ page, customer });
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("menuitem", { name: "Note" }).click();
      await page.getByLabel("Text").fill(text);
    }
    await Promise.all([nancy, janet].map((page) => page.getByRole("button", { name: "Add note" }).click()));
    for (const page of [nancy, janet]) {
      await proven(page, 3);
      await page.getByText("Nancy called.").first().waitFor();
      await page.getByText("Janet called.").first().waitFor();
      await expect.poll(() => page.locator("[data-write]").count()).toBe(0);
    }
  });

  it("behavior: no page has thrown, broken the content policy, or talked to strangers", () => {
    expect(pages.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
