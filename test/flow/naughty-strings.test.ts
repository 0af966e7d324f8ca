import { readFile } from "node:fs/promises";
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCustomers } from "#client/read/read-customers.ts";
import { chunk } from "#client/service/chunk.ts";
import { type Draft, newCustomer } from "#client/write/draft.ts";
import { prepareWrite } from "#client/write/prepare-write.ts";
import { runWrite } from "#client/write/run-write.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";
import { refusalOf } from "#test/client/refusal.ts";
import { contextOf, startWorld, type World } from "#test/client/world.ts";
import { type FullRecord, fullRecords, withFields } from "#test/flow/text-fields.ts";

/* Every naughty string in every text field of every kind: refused with a reason, or stored and returned identically. */

const TIMEOUT = 300_000;
const BATCH = 150;
const REASONS = new Set(["InvalidRecord", "InvalidText"]);

let world: World;
let strings: string[];
beforeAll(async () => {
  world = await startWorld();
  strings = JSON.parse(await readFile(new URL("../data/naughty-strings.json", import.meta.url), "utf8"));
});
afterAll(() => world.stop());

/** For each field the strings it takes; what it does not take has to be refused with a reason that holds none of it. */
function acceptedBy({ kind, record, textFields }: FullRecord): { path: (string | number)[]; texts: string[] }[] {
  return textFields.map((path) => {
    const texts = strings.filter((text) => {
      try {
        parseRecord(kind, withFields({ record, fields: [{ path, text }] }));
        return true;
      } catch (error) {
        if (!isKontorError(error) || !REASONS.has(error.code)) throw error;
        if (text.trim().length > 3) expect(error.message).not.toContain(text);
        return false;
      }
    });
    return { path, texts };
  });
}

/** As few records as carry every accepted string in every field. */
function recordsOf(full: FullRecord): unknown[] {
  const fields = acceptedBy(full);
  const count = Math.max(...fields.map(({ texts }) => texts.length));
  return Array.from({ length: count }, (_, index) =>
    withFields({
      record: full.record,
      fields: fields.flatMap(({ path, texts }) => {
        const text = texts[index];
        return text === undefined ? [] : [{ path, text }];
      }),
    }),
  );
}

describe("naughty strings", () => {
  it(
    "behavior: are stored and returned identically in every field that takes them, or refused with a reason",
    async () => {
      const context = contextOf({ world });
      const { registry, keeper, organisation } = world;
      for (const full of fullRecords()) {
        const records = recordsOf(full);
        expect(records.length).toBeGreaterThan(400);
        const place = newCustomer({ organisation });
        const drafts: Draft[] = records.map((record) => ({ customer: place.customer, record }));
        for (const [index, batch] of chunk({ items: drafts, size: BATCH }).entries()) {
          const opened = index === 0 ? batch.map((draft) => ({ ...draft, salt: place.salt })) : batch;
          const id = `${place.customer} ${index}`;
          const write = await prepareWrite({ context, id, drafts: opened });
          expect((await runWrite({ context, write, pollInterval: 20 })).state.step).toBe("confirmed");
        }
        const [read] = await readCustomers({ ...keeper, registry, customers: [place.customer], confirmations: 1 });
        expect(read?.verdict).toBe("proven");
        expect(read?.entries.map(({ record }) => record)).toEqual(records);
      }
    },
    TIMEOUT,
  );

  it("args: as a customer's id or a schema they are refused", async () => {
    const context = contextOf({ world });
    const place = newCustomer({ organisation: world.organisation });
    for (const text of strings) {
      const schema = prepareWrite({ context, id: "s", drafts: [{ ...place, record: { schema: text } }] });
      expect((await refusalOf(schema)).code).toMatch(/^(UnknownSchema|InvalidRecord|InvalidText)$/);
    }
    for (const text of strings) {
      const customer = prepareWrite({ context, id: "c", drafts: [{ customer: text as Hex, record: note() }] });
      expect((await refusalOf(customer)).code).toMatch(
        /^(InvalidHex|InvalidArgument|CustomerNotFound|ChainUnavailable)$/,
      );
    }
  });
});

function note(): unknown {
  return { schema: "note/1", labels: { classification: "public", region: "EU" }, text: "t" };
}
