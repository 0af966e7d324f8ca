import type { Page } from "playwright-core";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlock, unlockAs } from "./sign-in-as.ts";
import { memberNamed, type OpenedPage, openPage, startWorld, type World, writeRecords } from "./world.ts";

/* What is typed and not sent, on one member's device. */

const NANCY = "Nancy Davolio";
const NAME = "Alfreds Futterkiste";

let world: World;
let opened: OpenedPage;
let page: Page;
let customer: Hex;

beforeAll(async () => {
  world = await startWorld();
  const labels = { classification: "internal", region: "EU" };
  const profile = { schema: "profile/2", type: "company", labels, legalName: NAME };
  customer = await writeRecords({ world, member: memberNamed({ world, name: NANCY }), records: [profile] });
  opened = await openPage({ world, path: `/customers/${customer}` });
  page = opened.page;
  await unlockAs({ page, name: NANCY });
  await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
});
afterAll(() => world?.stop());

const offer = () => page.locator("[data-draft]");
const menu = async (item: string) => {
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
};
const toNote = async () => {
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await page.getByRole("link", { name: NAME }).click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Note" }).click();
};

/** How many drafts this device keeps, and all that it keeps of them. */
async function keptRows(): Promise<{ count: number; text: string }> {
  const rows = await page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = indexedDB.open("kontor-drafts");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction("drafts").objectStore("drafts").getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result);
          };
        };
      }),
  );
  return { count: rows.length, text: JSON.stringify(rows) };
}
const kept = (count: number) => expect.poll(async () => (await keptRows()).count).toBe(count);

/** Types, and answers once the device has it. */
async function type(text: string): Promise<void> {
  const before = await keptRows();
  await page.getByLabel("Text").fill(text);
  await expect.poll(async () => (await keptRows()).text).not.toBe(before.text);
}

describe("a note that was begun", () => {
  it("behavior: is offered after looking at something else, and put into the form only when asked for", async () => {
    await toNote();
    expect(await offer().count()).toBe(0);
    await page.getByLabel("Text").fill("Begun on Monday.");
    await toNote();
    await offer().getByText("You had begun this").waitFor();
    expect(await page.getByLabel("Text").inputValue()).toBe("");
    await offer().getByRole("button", { name: "Go on with it" }).click();
    await expect.poll(() => page.getByLabel("Text").inputValue()).toBe("Begun on Monday.");
    await offer().waitFor({ state: "detached" });
    await kept(1);
  });

  it("attack: what the device keeps of it cannot be read without the key", async () => {
    const { text } = await keptRows();
    expect(text).not.toContain("Monday");
    expect(text).not.toContain(NAME);
  });

  it("behavior: outlives a reload", async () => {
    await type("Begun on Tuesday.");
    await page.reload();
    await unlock({ page });
    await offer().getByRole("button", { name: "Go on with it" }).click();
    await expect.poll(() => page.getByLabel("Text").inputValue()).toBe("Begun on Tuesday.");
  });

  it("behavior: outlives a lock and a sign-out, which take it off the screen", async () => {
    await type("Begun on Wednesday.");
    await menu("Lock");
    await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
    expect(await page.content()).not.toContain("Wednesday");
    await unlock({ page });
    await offer().getByRole("button", { name: "Go on with it" }).click();
    await type("Begun on Thursday.");
    await menu("Sign out");
    await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
    await unlock({ page });
    await offer().getByRole("button", { name: "Go on with it" }).click();
    await expect.poll(() => page.getByLabel("Text").inputValue()).toBe("Begun on Thursday.");
  });

  it("attack: another member of the same browser is not offered it", async () => {
    const url = page.url();
    await menu("Disconnect wallet");
    await unlockAs({ page, name: "Janet Leverling" });
    await page.getByLabel("Text").waitFor();
    expect(page.url()).toBe(url);
    expect(await offer().count()).toBe(0);
    await menu("Disconnect wallet");
    await unlockAs({ page, name: NANCY });
    await offer().getByRole("button", { name: "Go on with it" }).click();
    await expect.poll(() => page.getByLabel("Text").inputValue()).toBe("Begun on Thursday.");
  });

  it("behavior: once it is saved, a reload at any moment neither loses it nor writes it twice", async () => {
    const total = 6;
    for (let round = 0; round < total; round++) {
      await type(`Saved ${round}.`);
      await page.getByRole("button", { name: "Add note" }).click({ noWaitAfter: true });
      await new Promise((resolve) => setTimeout(resolve, round * 25));
      await page.reload();
      await unlock({ page });
      // Either the journal has it, and it finishes by itself, or the form still does.
      const entry = page.getByText(`Saved ${round}.`).first();
      await toNote();
      await page.getByLabel("Text").waitFor();
      const form = offer().getByRole("button", { name: "Go on with it" });
      const lost = expect
        .poll(async () => (await keptRows()).count, { timeout: 3_000 })
        .toBe(0)
        .then(
          () => false,
          () => true,
        );
      if (await lost) {
        await form.click();
        await page.getByRole("button", { name: "Add note" }).click();
      } else {
        await page.getByRole("link", { name: "Customers", exact: true }).click();
        await page.getByRole("link", { name: NAME }).click();
      }
      await entry.waitFor();
      await kept(0);
      await toNote();
    }
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("button", { name: `Whole chain: All ${1 + total} entries proven. Explain` }).waitFor();
  });
});

describe("other forms", () => {
  it("behavior: an edit goes on from what it began with, and takes back nothing that others wrote since", async () => {
    await page.getByRole("link", { name: "Edit profile" }).click();
    await page.getByLabel("Trade name").fill("Alfreds");
    await page.getByRole("link", { name: "Cancel" }).click();
    const labels = { classification: "internal", region: "EU" };
    const profile = { schema: "profile/2", type: "company", labels, legalName: NAME, industry: "Groceries" };
    const member = memberNamed({ world, name: "Janet Leverling" });
    await writeRecords({ world, member, customer, records: [profile] });
    await page.getByText("Groceries").first().waitFor();
    await page.getByRole("link", { name: "Edit profile" }).click();
    await offer().getByRole("button", { name: "Go on with it" }).click();
    await page.getByRole("button", { name: "Review changes" }).click();
    await expect.poll(() => page.getByRole("dialog").getByRole("row").count()).toBe(2);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Alfreds", exact: true }).waitFor();
    await page.getByText("Groceries").first().waitFor();
    await kept(0);
  });

  it("behavior: a new customer that was begun can be thrown away, for good", async () => {
    const toNew = async () => {
      await page.getByRole("link", { name: "Customers", exact: true }).click();
      await page.getByRole("link", { name: "New customer" }).first().click();
    };
    await toNew();
    await page.getByLabel("Legal name").fill("Königlich Essen");
    await toNew();
    await offer().getByRole("button", { name: "Throw it away" }).click();
    await offer().waitFor({ state: "detached" });
    await kept(0);
    expect(await page.getByLabel("Legal name").inputValue()).toBe("");
  });

  it("error: where nothing can be kept that is said, and leaving is asked about", async () => {
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("No room", "QuotaExceededError");
      };
    });
    await page.getByLabel("Legal name").fill("Königlich Essen");
    await page.getByText("What you type cannot be kept").waitFor();
    await page.getByRole("link", { name: "Members", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Leave what you have typed?" });
    await question.getByRole("button", { name: "Stay" }).click();
    expect(await page.getByLabel("Legal name").inputValue()).toBe("Königlich Essen");
    await page.getByRole("link", { name: "Members", exact: true }).click();
    await question.getByRole("button", { name: "Leave and lose it" }).click();
    await page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
  });

  it("behavior: no page has thrown, broken the content policy, or talked to strangers", () => {
    expect(opened.problems).toEqual([]);
  });
});
