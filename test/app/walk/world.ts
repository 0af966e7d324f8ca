import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { connectService } from "#client/service/service.ts";
import { newCustomer } from "#client/write/draft.ts";
import { memoryJournal } from "#client/write/memory-journal.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { createCleanup } from "#scripts/cli/cleanup.ts";
import { APP_DIRECTORY, buildApp } from "#scripts/local/build-app.ts";
import { type LocalWorld, startLocalWorld } from "#scripts/local/start-local-world.ts";
import { launchBrowser } from "#test/helpers/browser.ts";
import type { DemoMember } from "../../../demo/demo-member.ts";
import { enrolMembers } from "../../../demo/enrol-members.ts";
import { foundConsortium } from "../../../demo/found-consortium.ts";

/** A real chain, a real service with the built dApp, a real browser, and the demo's members at work outside of it. */
export type World = LocalWorld & {
  browser: Browser;
  members: readonly DemoMember[];
  stop: () => Promise<void>;
};

export async function startWorld({ serviceHost = "127.0.0.1" }: { serviceHost?: string } = {}): Promise<World> {
  const { signal } = new AbortController();
  await buildApp({ signal });
  const cleanup = createCleanup();
  const ports = { chainPort: 0, servicePort: 0, serviceHost };
  const place = await startLocalWorld({ ...ports, appDirectory: APP_DIRECTORY, cleanup, signal });
  const { registry, rpcUrl, serviceUrl } = place;
  await foundConsortium({ registry, rpcUrl });
  const members = await enrolMembers({ registry, rpcUrl, service: connectService({ url: serviceUrl }) });
  const browser = await launchBrowser();
  cleanup.add(() => browser.close());
  return { ...place, members, browser, stop: cleanup.run };
}

/** The member of that name, with their keys open, acting through the client as a script would. */
export function memberNamed({ world, name }: { world: World; name: string }): DemoMember {
  const found = world.members.find(({ person }) => person.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
}

/** Writes records of one customer through the client; a new customer where none is named. */
export async function writeRecords(parameters: {
  world: World;
  member: DemoMember;
  records: readonly unknown[];
  customer?: `0x${string}`;
}): Promise<`0x${string}`> {
  const { world, member, records } = parameters;
  const { wallet, service, keyring } = member;
  const fresh = newCustomer({ organisation: keyring.organisation });
  const { customer, salt } =
    parameters.customer === undefined ? fresh : { customer: parameters.customer, salt: undefined };
  const journal = memoryJournal();
  const context = { registry: world.registry, service, wallet, keyring, journal, confirmations: 1 };
  const drafts = records.map((record, index) => ({
    customer,
    record,
    ...(salt !== undefined && index === 0 ? { salt } : {}),
  }));
  const write = await prepareWrite({ context, id: crypto.randomUUID(), drafts });
  const end = await runWrite({ context, write, pollInterval: 20 });
  if (end.state.step !== "confirmed") throw new Error(`The write ended as ${end.state.step}.`);
  return customer;
}

export type OpenedPage = {
  page: Page;
  /** What no page may ever do: throw, break the content security policy, talk to strangers. */
  problems: string[];
};

/** Opens a page of its own browser context that writes down everything that goes wrong in it. */
export async function openPage(parameters: {
  world: World;
  path?: string;
  options?: BrowserContextOptions;
  /** Runs in the page before its own scripts. */
  script?: string;
}): Promise<OpenedPage> {
  const { world, path = "/", options = {}, script } = parameters;
  const context = await world.browser.newContext({
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    ...options,
  });
  if (script !== undefined) await context.addInitScript(script);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`threw ${error.message}`));
  page.on("console", (message) => {
    const expected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !expected) problems.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const home = [new URL(world.serviceUrl).origin, new URL(world.rpcUrl).origin];
    if (protocol !== "data:" && protocol !== "blob:" && !home.includes(origin)) problems.push(`asked ${request.url()}`);
  });
  await page.goto(`${world.serviceUrl}${path}`);
  return { page, problems };
}
