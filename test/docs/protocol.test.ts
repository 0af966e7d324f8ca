import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { kontorRegistryAbi } from "#generated/kontor-registry.ts";
import { kontorRegistryCodeHash } from "#generated/kontor-registry-bytecode.ts";
import { RECORD_SCHEMAS } from "#protocol/record/record-schemas.ts";

const PROTOCOL = readFileSync(new URL("../../docs/PROTOCOL.md", import.meta.url), "utf8");

/** The names of all members that a schema has anywhere. */
function membersOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodExactOptional) return membersOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return membersOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => membersOf(option as z.ZodType));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, member]) => [name, ...membersOf(member as z.ZodType)]);
}

describe("PROTOCOL.md", () => {
  test("behavior: names every schema and every member of each", () => {
    const chapter = PROTOCOL.slice(PROTOCOL.indexOf("### 2.3"), PROTOCOL.indexOf("## 3."));
    for (const schemas of Object.values(RECORD_SCHEMAS)) {
      for (const [id, schema] of Object.entries(schemas)) {
        expect(chapter).toContain(`\`${id}\``);
        const missing = membersOf(schema).filter((name) => !new RegExp(`\\b${name}\\b`).test(chapter));
        expect(missing, id).toEqual([]);
      }
    }
  });

  test("behavior: pins the code that is deployed, and writes every event of it as the contract has it", () => {
    expect(PROTOCOL).toContain(kontorRegistryCodeHash);
    const chapter = PROTOCOL.slice(PROTOCOL.indexOf("### 1.9"), PROTOCOL.indexOf("## 2.")).replaceAll(/\s+/g, " ");
    // Of OpenZeppelin's: the council's handover, role admins, and a domain that never changes.
    const others = /^(DefaultAdmin|RoleAdminChanged|EIP712DomainChanged)/;
    for (const item of kontorRegistryAbi) {
      if (item.type !== "event" || others.test(item.name)) continue;
      const inputs = item.inputs.map(({ type, name, indexed }) => `${type}${indexed ? " indexed" : ""} ${name}`);
      expect(chapter).toContain(`event ${item.name}(${inputs.join(", ")});`);
    }
  });
});
