import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { toHex } from "#protocol/bytes/hex.ts";
import { loadFastKeccak } from "#protocol/bytes/load-fast-keccak.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { sealEnvelope } from "#protocol/envelope/seal.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";
import { launchBrowser } from "#test/helpers/browser.ts";
import { loadNorthwind } from "../demo/northwind.ts";
import type { ListMeasurement, MeasureList, SentTask } from "./list-page/measure-list.ts";

const CUSTOMERS = 5_000;
const ROOT = fileURLToPath(new URL("./list-page", import.meta.url));

export type ListOpening = { customers: number; worker: ListMeasurement; page: ListMeasurement };

/**
 * Opens the profiles of 5,000 customers in a real browser with the dApp's own code, once in its worker and once on the page
 * itself, and measures for how long the page could not answer its user.
 */
export async function measureList(): Promise<ListOpening> {
  const tasks = await sealTasks();
  const outDir = await mkdtemp(join(tmpdir(), "kontor-bench-"));
  const shared = { configFile: false, root: ROOT, logLevel: "silent" } as const;
  try {
    await build({ ...shared, build: { outDir, emptyOutDir: true, target: "es2024" }, worker: { format: "es" } });
    const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(server.resolvedUrls?.local[0] ?? "");
      await page.waitForFunction(() => "measureList" in window);
      const measure = (where: "page" | "worker") =>
        page.evaluate((parameters) => (window as unknown as { measureList: MeasureList }).measureList(parameters), {
          where,
          tasks,
        });
      const worker = await measure("worker");
      const onPage = await measure("page");
      if (worker.opened !== CUSTOMERS || onPage.opened !== CUSTOMERS) throw new Error("A customer did not open.");
      return { customers: CUSTOMERS, worker, page: onPage };
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function sealTasks(): Promise<SentTask[]> {
  const profiles = (await loadNorthwind()).map(({ profile }) => profile);
  const keccak = await loadFastKeccak();
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const record = profiles[index % profiles.length] as Profile;
    const [sectionKey, shredShare] = [random(32), random(32)];
    const place = { registry: toHex(random(20)), customer: toHex(random(32)), kind: KINDS.profile, keyEpoch: 1 };
    const sealed = sealEnvelope({
      context: { ...place, chainId: 31337n, sequence: 1n },
      labels: record.labels,
      record,
      sectionKey,
      shredShare,
      keccak,
    });
    return {
      envelope: encodeBase64(sealed.envelope),
      context: { ...place, chainId: "31337", sequence: "1" },
      commitment: sealed.commitment,
      payloadDigest: sealed.payloadDigest,
      sectionKey: encodeBase64(sectionKey),
      shredShare: encodeBase64(shredShare),
    };
  });
}
