import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Hex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEMO_WALLETS } from "../../../demo/wallets.ts";
import { enrolAs } from "./enrol-as.ts";
import { overflowOf, violationsOf } from "./inspect.ts";
import { unlock, unlockAs } from "./sign-in-as.ts";
import { memberNamed, type OpenedPage, openPage, startWorld, type World, writeRecords } from "./world.ts";

/*
 * Two members of two organisations and a customer's own wallet, in order: share, read, revoke, refused, consent, withdraw, erase.
 * Each step stands on the one before. The customer's own browser is a phone, in the dark.
 * WALK_SHOTS names a directory for screenshots.
 */

const KEEPER = "Andrew Fuller";
const GRANTEE = "Steven Buchanan";
const GRANTEES = "Speedy Express";
const SUBJECT = "Maria Anders";
const CUSTOMER = "Alfreds Futterkiste";
const labels = { classification: "internal", region: "EU" };
const SHOTS = process.env.WALK_SHOTS;

let world: World;
let keeper: OpenedPage;
let grantee: OpenedPage;
let subject: OpenedPage;
let customer: Hex;

beforeAll(async () => {
  world = await startWorld();
  const member = memberNamed({ world, name: "Nancy Davolio" });
  const profile = { schema: "profile/1", type: "company", labels, legalName: CUSTOMER };
  customer = await writeRecords({
    world,
    member,
    records: [profile, { schema: "note/1", labels, text: "Written before it was shared" }],
  });
  await writeRecords({ world, member, records: [{ ...profile, legalName: "Berglunds snabbköp" }] });
  keeper = await openPage({ world, path: `/customers/${customer}` });
  grantee = await openPage({ world });
  const options = { colorScheme: "dark" as const, viewport: { width: 360, height: 740 } };
  subject = await openPage({ world, path: "/mine", options });
});
afterAll(() => world?.stop());

const pages = (): Page[] => [keeper.page, grantee.page, subject.page];

let failed = false;
beforeEach(({ skip, onTestFailed }) => {
  if (failed) skip();
  onTestFailed(async () => {
    failed = true;
    for (const page of pages()) {
      process.stderr.write(`${page.url()}\n${await page.locator("body").innerText()}\n\n`);
    }
  });
});

/** Nobody is kept out of what shows now, and it fits the screen. */
async function look({ page, name }: { page: Page; name: string }): Promise<void> {
  if (SHOTS !== undefined) {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  }
  expect(await violationsOf(page), name).toEqual([]);
  expect(await overflowOf(page), `${name} is as wide as the screen`).toBeLessThanOrEqual(0);
}

const addressOf = (name: string) => DEMO_WALLETS.find((wallet) => wallet.name === name)?.address ?? "";
const entry = ({ page, name }: { page: Page; name: string }) => page.getByRole("article", { name });
const toCustomers = async (page: Page) => {
  await page.getByRole("link", { name: "Customers", exact: true }).click();
};

describe("sharing", () => {
  it("default: the access panel names the steward's members, and nobody else", async () => {
    const { page } = keeper;
    await unlockAs({ page, name: KEEPER });
    const access = page.getByRole("region", { name: "Access" });
    await access.locator("[data-access=member]").waitFor();
    expect(await access.locator("[data-access=grant]").count()).toBe(0);
    await look({ page, name: "access" });
  });

  it("behavior: what is to be shared waits for the recipient on every page, over a reload, and can be cancelled", async () => {
    const { page } = keeper;
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Recipient").selectOption({ label: GRANTEES });
    await dialog.getByText("Fingerprint of the recipient's key").waitFor();
    await look({ page, name: "share" });
    await dialog.getByRole("button", { name: "Share" }).click();
    await dialog.locator("[data-sharing=waiting]").waitFor();
    await look({ page, name: "share-waiting" });
    await dialog.getByRole("button", { name: "Close" }).last().click();
    const access = page.getByRole("region", { name: "Access" });
    await access.getByText(`Waiting for ${GRANTEES} to prove its key.`, { exact: false }).waitFor();
    await page.reload();
    await unlock({ page });
    await access.getByText(`Sharing 1 customer with ${GRANTEES}`).waitFor();
    await look({ page, name: "access-waiting" });
    await access.getByRole("button", { name: "Do not share" }).click();
    await expect.poll(() => access.locator("[data-sharing]").count()).toBe(0);
    expect(await access.locator("[data-access=grant]").count()).toBe(0);
  });

  it("behavior: as soon as the recipient has proven its key, sharing goes on by itself", async () => {
    const { page } = keeper;
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Recipient").selectOption({ label: GRANTEES });
    await dialog.getByRole("button", { name: "Share" }).click();
    await dialog.locator("[data-sharing=waiting]").waitFor();
    await unlockAs({ page: grantee.page, name: GRANTEE });
    await dialog.getByText("The recipient can read the customer from now on.").waitFor();
    await look({ page, name: "shared" });
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await page.locator("[data-access=grant]").waitFor();
    await look({ page, name: "access-shared" });
  });

  it("default: a member of the other organisation finds it under “Shared with us” and reads all of it", async () => {
    const { page } = grantee;
    await page.getByLabel("Steward").selectOption({ label: "Shared with us" });
    await page.getByRole("link", { name: CUSTOMER }).waitFor();
    expect(await page.getByText("Berglunds").count()).toBe(0);
    await look({ page, name: "shared-with-us" });
    await page.getByRole("link", { name: CUSTOMER }).click();
    await entry({ page, name: "Note, entry 2" }).getByText("Written before it was shared").first().waitFor();
    expect(await page.getByRole("link", { name: "Edit profile" }).count()).toBe(0);
    await look({ page, name: "shared-customer" });
  });

  it("default: what the steward writes while it is shared is readable there too", async () => {
    const member = memberNamed({ world, name: "Nancy Davolio" });
    await writeRecords({
      world,
      member,
      customer,
      records: [{ schema: "note/1", labels, text: "While it is shared" }],
    });
    const note = entry({ page: grantee.page, name: "Note, entry 3" });
    await note.getByText("While it is shared").first().waitFor();
  });

  it("behavior: revoking takes the grant, renews the key and gives every customer new secrets", async () => {
    const { page } = keeper;
    await page.getByRole("button", { name: `Revoke ${GRANTEES}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("cannot be recalled").waitFor();
    await look({ page, name: "revoke" });
    await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.locator("[data-rotation=grant][data-step=done]").waitFor();
    await page.locator("[data-access=grant]").waitFor({ state: "detached" });
    await look({ page, name: "revoked" });
  });

  it("attack: the former grantee gets nothing more: not what is new, not what is old", async () => {
    await keeper.page.getByRole("button", { name: "Add", exact: true }).click();
    await keeper.page.getByRole("menuitem", { name: "Note" }).click();
    await keeper.page.getByLabel("Text").fill("After it was revoked");
    await keeper.page.getByRole("button", { name: "Add note" }).click();
    await entry({ page: keeper.page, name: "Note, entry 4" }).getByText("After it was revoked").first().waitFor();
    const { page } = grantee;
    const note = entry({ page, name: "Note, entry 4" });
    await note.waitFor();
    expect(await note.innerText()).not.toContain("After it was revoked");
    await expect.poll(() => page.locator("body").innerText()).not.toContain("While it is shared");
    await look({ page, name: "refused" });
    await toCustomers(page);
    await page.getByText("Nothing is shared with you").waitFor();
    await look({ page, name: "nothing-shared" });
  });

  it("behavior: the panel still tells who could read it, at a time before", async () => {
    const { page } = keeper;
    await page.getByRole("button", { name: /^Could read before/ }).click();
    await page.locator(`[data-access=grant]`).waitFor();
    await look({ page, name: "former" });
  });
});

describe("the customer's own wallet", () => {
  it("default: a writer names it; nothing is handed over before its owner has a key and proves it", async () => {
    const { page } = keeper;
    await page.getByRole("button", { name: "Name a wallet" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Wallet address of the customer").fill(addressOf(SUBJECT));
    await look({ page, name: "name-subject" });
    await dialog.getByRole("button", { name: "Name a wallet" }).click();
    await page.locator("[data-subject=named] [data-subject-keys=NotEnrolled]").waitFor();
  });

  it("default: its owner sets up a key, accepts, and reads everything", async () => {
    const { page } = subject;
    await enrolAs({ page, name: SUBJECT, passphrase: "copper lantern walrus thirty velvet" });
    await page.locator(`[data-named="${customer}"]`).waitFor();
    await look({ page, name: "named" });
    await page.getByRole("button", { name: "Accept" }).click();
    await page.locator(`[data-mine="${customer}"]`).waitFor();
    await look({ page, name: "mine" });
    await page.getByRole("link", { name: "Open" }).click();
    await entry({ page, name: "Note, entry 4" }).getByText("After it was revoked").first().waitFor();
    await entry({ page, name: "Note, entry 2" }).getByText("Written before it was shared").first().waitFor();
    await page.locator("[data-access=subject]").waitFor();
    await keeper.page.locator("[data-subject=accepted] [data-subject-keys=done]").waitFor();
    await look({ page, name: "mine-customer" });
    await look({ page: keeper.page, name: "subject-panel" });
  });

  it("default: it consents, and the steward reads who said what", async () => {
    const { page } = subject;
    await page.getByRole("button", { name: "Give a consent" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Purpose").fill("Newsletter");
    await dialog.getByLabel("Wording").fill("You may write to me once a month.");
    await look({ page, name: "give-consent" });
    await dialog.getByRole("button", { name: "Sign the consent" }).click();
    await page.locator("[data-consent=given]").waitFor();
    const consent = entry({ page: keeper.page, name: "Consent, entry 5" });
    await consent.getByText("You may write to me once a month.").waitFor();
    await consent.getByText(SUBJECT).waitFor();
  });

  it("default: it withdraws, and both see that", async () => {
    const { page } = subject;
    await page.getByRole("button", { name: "Withdraw: Newsletter" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.locator("[data-consent=withdrawn]").waitFor();
    await look({ page, name: "withdrawn" });
    await entry({ page: keeper.page, name: "Consent, entry 6" }).waitFor();
  });

  it("default: it countersigns an entry, and the steward sees that", async () => {
    const { page } = subject;
    await page.getByRole("button", { name: "Countersign entry 1", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Countersign", exact: true }).click();
    await page.locator("[data-countersigned='1']").waitFor();
    await keeper.page.locator("[data-countersigned='1']").waitFor();
  });

  it("default: it asks for erasure, and the steward cannot overlook it", async () => {
    const { page } = subject;
    await page.getByRole("button", { name: "Ask for erasure" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ask for erasure" }).click();
    await page.getByText("The company has not done it yet").waitFor();
    await keeper.page.getByText(/^The customer asked on/).waitFor();
    await look({ page: keeper.page, name: "erasure-requested" });
  });
});

describe("erasure", () => {
  it("error: without the customer's name typed, nothing is erased", async () => {
    const { page } = keeper;
    await page.getByRole("button", { name: "Erase…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Somebody else");
    await dialog.getByText("That is not the name").waitFor();
    expect(await dialog.getByRole("button", { name: "Erase for ever" }).isDisabled()).toBe(true);
    await look({ page, name: "erase" });
  });

  it("default: with it, the chain ends, the service destroys, and the receipt agrees with the chain", async () => {
    const { page } = keeper;
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill(CUSTOMER);
    await dialog.getByRole("button", { name: "Erase for ever" }).click();
    await page.locator("[data-erasure=destroyed][data-holds=true]").waitFor();
    await expect.poll(() => page.getByText("You may write to me once a month.").count()).toBe(0);
    await look({ page, name: "erased" });
  });

  it("behavior: it is erased for its own wallet too, and for strangers on the public page", async () => {
    await subject.page.locator("[data-erasure=destroyed]").waitFor();
    await expect.poll(() => subject.page.getByText("You may write to me once a month.").count()).toBe(0);
    await look({ page: subject.page, name: "mine-erased" });
    const stranger = await openPage({ world, path: `/verify/${customer}` });
    await stranger.page.locator("[data-overall=erased]").waitFor();
    await stranger.page.locator("[data-erasure=destroyed][data-holds=true]").waitFor();
    await look({ page: stranger.page, name: "verify-erased" });
    expect(stranger.problems).toEqual([]);
    await stranger.page.context().close();
  });
});

describe("the browsers", () => {
  it("behavior: no page has thrown, broken the content policy, or talked to strangers", () => {
    expect(keeper.problems).toEqual([]);
    expect(grantee.problems).toEqual([]);
    expect(subject.problems).toEqual([]);
  });
});
