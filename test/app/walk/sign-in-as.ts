import type { Page } from "playwright-core";
import { DEMO_PASSPHRASE } from "../../../demo/wallets.ts";

/** Connects a development wallet and signs in with it. */
export async function signInAs({ page, name }: { page: Page; name: string }): Promise<void> {
  await page.getByRole("button", { name: `Connect as ${name}` }).click();
  await page.getByRole("button", { name: "Sign in with Ethereum" }).click();
}

/** The same, and opens the key with the demo's passphrase. */
export async function unlockAs({ page, name }: { page: Page; name: string }): Promise<void> {
  await signInAs({ page, name });
  await unlock({ page });
}

/** Opens the locked key. */
export async function unlock({ page, passphrase }: { page: Page; passphrase?: string }): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase ?? DEMO_PASSPHRASE);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
}
