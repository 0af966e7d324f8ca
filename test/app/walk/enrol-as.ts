import type { Page } from "playwright-core";
import { signInAs } from "./sign-in-as.ts";

/** Connects a development wallet that has no key yet, and sets one up; answers its recovery words. */
export async function enrolAs(parameters: { page: Page; name: string; passphrase: string }): Promise<string[]> {
  const { page, name, passphrase } = parameters;
  await signInAs({ page, name });
  return publishNewKey({ page, passphrase });
}

/** The steps to a new key: passphrase, words and publishing. Answers the recovery words. */
export async function publishNewKey({ page, passphrase }: { page: Page; passphrase: string }): Promise<string[]> {
  await page.getByRole("heading", { name: "Set up your key" }).waitFor();
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByLabel("The same again").fill(passphrase);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.locator("[data-word='24']").waitFor();
  const words = await page.locator("[data-word]").allTextContents();
  await page.getByRole("button", { name: "I have written them down" }).click();
  for (const field of await page.locator("input[data-position]").all()) {
    await field.fill(words[Number(await field.getAttribute("data-position")) - 1] ?? "");
  }
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Publish my key" }).click();
  return words;
}
