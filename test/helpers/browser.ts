import { existsSync } from "node:fs";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** No sandbox: in a container there is no user namespace for it, and the pages are our own. */
const PACKED_ARGUMENTS = ["--headless=shell", "--no-sandbox", "--disable-gpu", "--font-render-hinting=none"];

/**
 * Launches a real, headless Chromium. On Linux its executable comes with the npm package, so nothing has to be
 * installed; elsewhere an installed Chrome is used. CHROME_PATH names another one.
 */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH is ${chosen}, and there is no such file`);
    return chromium.launch({ executablePath: chosen });
  }
  if (process.platform !== "linux") return chromium.launch({ channel: "chrome" });
  return chromium.launch({ executablePath: await packed.executablePath(), args: PACKED_ARGUMENTS });
}
