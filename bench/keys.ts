import { measureList } from "./keys-list.ts";
import { measureOpening } from "./keys-opening.ts";
import { measureSharing } from "./keys-sharing.ts";
import type { Suite } from "./measurement.ts";

/** The bounds of the project. */
const BOUNDS = {
  openingRatio: 3,
  fewerAsymmetric: 100,
  // Milliseconds within which an answer to input feels immediate (RAIL).
  longestBlock: 100,
};

/** What keys cost in use: opening customers, sharing them, and a long list in a browser. Client work only, without a network. */
export const measureKeys: Suite = async () => {
  const opening = await measureOpening();
  const sharing = await measureSharing();
  const list = await measureList();
  const openingRatio = round(opening.ours / opening.bare);
  const fewer = sharing.customers / sharing.asymmetric;
  const suite = "keys";
  const reckoned = `one X-Wing seal per customer, reckoned from ${sharing.sample}`;
  const measurements = [
    {
      suite,
      name: `open ${opening.customers} customers`,
      value: round(opening.ours),
      unit: "ms",
      against: "bare AEAD and hash work",
      ratio: openingRatio,
    },
    {
      suite,
      name: `share ${sharing.customers} customers: asymmetric operations`,
      value: sharing.asymmetric,
      unit: "operations",
      against: "one seal per customer",
      ratio: sharing.asymmetric / sharing.customers,
    },
    {
      suite,
      name: `share ${sharing.customers} customers: time`,
      value: round(sharing.ours),
      unit: "ms",
      against: reckoned,
      ratio: round(sharing.ours / sharing.baseline),
    },
    {
      suite,
      name: `list of ${list.customers} customers: longest time the page answers nothing`,
      value: round(list.worker.longestBlock),
      unit: "ms",
      against: "opened on the page itself",
      ratio: round(list.worker.longestBlock / list.page.longestBlock),
    },
  ];
  const table = [
    `open ${opening.customers} customers`,
    `  client     ${round(opening.ours)} ms (answers parsed, unwrapped, decrypted, record parsed, commitment rebuilt)`,
    `  reference  ${round(opening.bare)} ms (bare AEAD and hash work); ours is ${openingRatio} of it (bound ${BOUNDS.openingRatio})`,
    "",
    `share ${sharing.customers} customers with one organisation`,
    `  asymmetric ${sharing.asymmetric} operations (a challenge and a channel), ${Math.round(fewer)} times fewer than one seal per customer (bound ${BOUNDS.fewerAsymmetric})`,
    `  client     ${round(sharing.ours)} ms for ${sharing.wraps} wraps, requests included`,
    `  reference  ${round(sharing.baseline)} ms (${reckoned}); ours is ${round(sharing.ours / sharing.baseline)} of it`,
    "",
    `list of ${list.customers} customers in a browser: the longest time the page answers nothing`,
    `  worker     ${round(list.worker.longestBlock)} ms (bound ${BOUNDS.longestBlock}); all open after ${round(list.worker.took)} ms`,
    `  reference  ${round(list.page.longestBlock)} ms (opened on the page itself; all open after ${round(list.page.took)} ms)`,
  ].join("\n");
  const broken: string[] = [];
  if (openingRatio > BOUNDS.openingRatio) {
    broken.push(`Opening takes ${openingRatio} of the bare work, over the bound of ${BOUNDS.openingRatio}.`);
  }
  if (fewer < BOUNDS.fewerAsymmetric) broken.push(`Sharing needs ${sharing.asymmetric} asymmetric operations.`);
  if (list.worker.longestBlock > BOUNDS.longestBlock) {
    broken.push(`Opening a list blocks the page for ${round(list.worker.longestBlock)} ms.`);
  }
  return { measurements, table, broken };
};

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
