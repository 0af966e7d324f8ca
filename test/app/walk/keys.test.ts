import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishNewKey } from "./enrol-as.ts";
import { overflowOf, violationsOf } from "./inspect.ts";
import { unlock, unlockAs } from "./sign-in-as.ts";
import { type OpenedPage, openPage, startWorld, type World } from "./world.ts";

/* What a member does about keys: their own, and those of somebody who leaves. Each step stands on the one before. */

const KEEPER = "Andrew Fuller";
const LEAVER = "Janet Leverling";
const REPLACER = "Nancy Davolio";
const PASSPHRASE = "copper lantern walrus thirty velvet";
const DEMO = "northwind demo passphrase";
const SHOTS = process.env.WALK_SHOTS;

let world: World;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  // Browsers make no passkeys for hosts without a name.
  world = await startWorld({ serviceHost: "localhost" });
  opened = await openPage({ world, path: "/key" });
  page = opened.page;
});
afterAll(() => world?.stop());

let failed = false;
beforeEach(({ skip, onTestFailed }) => {
  if (failed) skip();
  onTestFailed(async () => {
    failed = true;
    process.stderr.write(`${page.url()}\n${await page.locator("body").innerText()}\n`);
  });
});

async function look(name: string): Promise<void> {
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  expect(await violationsOf(page), name).toEqual([]);
  expect(await overflowOf(page), `${name} is as wide as the screen`).toBeLessThanOrEqual(0);
}
const dialog = () => page.getByRole("dialog");
const relock = async () => {
  await page.reload();
  await page.getByRole("heading", { name: "Unlock your key" }).waitFor();
};

describe("one's own key", () => {
  it("default: shows the fingerprint and what opens the key", async () => {
    await unlockAs({ page, name: KEEPER });
    await page.locator("[data-fingerprint]").waitFor();
    await page.locator("[data-lock=recovery][data-set=true]").waitFor();
    await page.locator("[data-lock=passkey][data-set=false]").waitFor();
    await look("key");
  });

  it("error: the passphrase does not change without the present one", async () => {
    await page.getByRole("button", { name: "Change the passphrase" }).click();
    await dialog().getByLabel("Your passphrase now").fill("not my passphrase");
    await dialog().getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await dialog().getByLabel("The same again").fill(PASSPHRASE);
    await dialog().getByRole("button", { name: "Change it" }).click();
    await dialog().getByText("LockNotOpened").waitFor();
    await look("change-passphrase");
  });

  it("default: it changes with it, and only the new one opens the key", async () => {
    await dialog().getByLabel("Your passphrase now").fill(DEMO);
    await dialog().getByRole("button", { name: "Change it" }).click();
    await dialog().waitFor({ state: "detached" });
    await relock();
    await unlock({ page, passphrase: DEMO });
    await page.getByText("LockNotOpened").waitFor();
    await unlock({ page, passphrase: PASSPHRASE });
    await page.locator("[data-fingerprint]").waitFor();
  });

  it("default: new recovery words are shown, and open the key", async () => {
    await page.getByRole("button", { name: "Make new words" }).click();
    await dialog().getByLabel("Your passphrase now").fill(PASSPHRASE);
    await dialog().getByRole("button", { name: "Make new words" }).click();
    await dialog().locator("[data-word='24']").waitFor();
    await look("new-words");
    const words = await dialog().locator("[data-word]").allTextContents();
    await dialog().getByRole("button", { name: "I have written them down" }).click();
    await relock();
    await page.getByRole("button", { name: "I forgot my passphrase" }).click();
    await page.getByLabel("Recovery words").fill(words.join(" "));
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("The same again").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Recover and unlock" }).click();
    await page.locator("[data-fingerprint]").waitFor();
  });
});

describe("a passkey", () => {
  it("default: opens the key instead of the passphrase, on the browser's virtual authenticator", async () => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        ctap2Version: "ctap2_1",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        hasPrf: true,
      },
    });
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await dialog().getByLabel("Your passphrase now").fill(PASSPHRASE);
    await dialog().getByRole("button", { name: "Add a passkey" }).click();
    await page.locator("[data-lock=passkey][data-set=true]").waitFor();
    await relock();
    await look("unlock-with-passkey");
    await page.getByRole("button", { name: "Unlock with a passkey" }).click();
    await page.locator("[data-fingerprint]").waitFor();
  });

  it("default: removed, it opens the key no more", async () => {
    await page.getByRole("button", { name: "Remove the passkey" }).click();
    await dialog().getByLabel("Your passphrase now").fill(PASSPHRASE);
    await dialog().getByRole("button", { name: "Remove the passkey" }).click();
    await page.locator("[data-lock=passkey][data-set=false]").waitFor();
  });
});

describe("somebody leaves", () => {
  it("default: the keys of the organisation are listed", async () => {
    await page.getByRole("link", { name: "Members", exact: true }).click();
    await page.locator("[data-epoch='1']").waitFor();
    await look("members");
  });

  it("behavior: removing takes the roles, makes a new key and seals it to those who stay", async () => {
    await page.getByRole("button", { name: `Remove: ${LEAVER}` }).click();
    await dialog().getByText("cannot be recalled").waitFor();
    await look("remove");
    await dialog().getByRole("button", { name: "Remove", exact: true }).click();
    await page.locator("[data-rotation=member][data-step=done]").waitFor();
    await page.locator("[data-epoch='2']").waitFor();
    await expect.poll(() => page.getByRole("button", { name: `Remove: ${LEAVER}` }).count()).toBe(0);
    await look("removed");
  });

  it("behavior: a replaced key is shown beside the old one, and nothing is sealed to it without consent", async () => {
    const other = await openPage({ world, path: "/key" });
    await unlockAs({ page: other.page, name: REPLACER });
    await other.page.getByRole("button", { name: "Make a new key…" }).click();
    await publishNewKey({ page: other.page, passphrase: PASSPHRASE });
    await other.page.locator("[data-fingerprint]").waitFor();
    const fingerprint = await other.page.locator("[data-fingerprint]").innerText();
    await page.getByRole("button", { name: `Admit: ${REPLACER}` }).click();
    await dialog().getByRole("button", { name: "Admit", exact: true }).click();
    await dialog().getByText("This is another key than before").waitFor();
    await look("key-changed");
    expect(await dialog().innerText()).toContain(fingerprint);
    await dialog().getByRole("button", { name: "I have compared it: use the new key" }).click();
    await dialog().waitFor({ state: "detached" });
    await other.page.context().close();
  });

  it("attack: the one who left gets no further than anybody", async () => {
    const left = await openPage({ world });
    await left.page.getByRole("button", { name: `Connect as ${LEAVER}` }).click();
    await left.page.getByRole("button", { name: "Sign in with Ethereum" }).click();
    await left.page.getByText("This account belongs to no organisation yet").waitFor();
    await left.page.context().close();
  });

  it("behavior: no page has thrown, broken the content policy, or talked to strangers", () => {
    expect(opened.problems).toEqual([]);
  });
});
