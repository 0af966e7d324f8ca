import { globSync, readFileSync } from "node:fs";
import { parseAst } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { en } from "#app/i18n/en/catalogue.ts";
import { i18n, t } from "#app/i18n/i18n.ts";

/** What a component shows by way of these is for a person to read. */
const SPOKEN = new Set([
  "label",
  "title",
  "aria-label",
  "description",
  "placeholder",
  "alt",
  "message",
  "error",
  "hint",
]);
/** A word: at least two letters of which one is small. `EUR`, `0x…` and `·` are none. */
const WORD = /\p{L}*\p{Ll}\p{L}+|\p{L}+\p{Ll}\p{L}*/u;

/** Every text that a component would show without asking the catalogue. */
function wordsIn(source: string): string[] {
  const found: string[] = [];
  const literal = (node: unknown): unknown => {
    const { type, value, expression } = (node ?? {}) as { type?: string; value?: unknown; expression?: unknown };
    if (type === "JSXExpressionContainer") return literal(expression);
    return type === "Literal" ? value : undefined;
  };
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, name, value, children } = node as Record<string, unknown> & { children?: unknown[] };
    const note = (text: unknown) => {
      if (typeof text === "string" && WORD.test(text) && !/^(?:0x|https:)/.test(text)) found.push(text.trim());
    };
    if (type === "JSXText") note(value);
    if (type === "JSXElement" || type === "JSXFragment") for (const child of children ?? []) note(literal(child));
    if (type === "JSXAttribute" && SPOKEN.has(String((name as { name?: unknown }).name))) note(literal(value));
    Object.values(node).forEach(walk);
  };
  walk(parseAst(source, { lang: "tsx" }));
  return found;
}

describe("the words of the app", () => {
  it("default: no component shows a text that is not in the catalogue", () => {
    const files = globSync("app/**/*.tsx");
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((file) => wordsIn(readFileSync(file, "utf8")).map((text) => `${file}: ${text}`));
    expect(found).toEqual([]);
  });

  it("error: a text between tags, in an attribute, or in braces is found", () => {
    expect(wordsIn("<p>Hello there</p>")).toEqual(["Hello there"]);
    expect(wordsIn('<Button aria-label="Close">×</Button>')).toEqual(["Close"]);
    expect(wordsIn('<b title={"Open"}>{"now"}</b>')).toEqual(["now", "Open"]);
    expect(wordsIn('<TextInput placeholder="EUR" className="wide" label={t("a.b")} /> ')).toEqual([]);
  });

  it("behavior: plurals follow the number, which has the separators of the person's language", () => {
    expect(t("customers.count", { count: 1 })).toBe("1 customer");
    expect(t("customers.count", { count: 2 })).toBe("2 customers");
    expect(t("customers.count", { count: 0 })).toBe("0 customers");
    expect(t("customers.count", { count: 12_345 })).toMatch(/^12\D345 customers$/);
  });

  it("behavior: what is filled in stays as it is, whatever it looks like", () => {
    const name = "<b>$t(shell.key) {{count}} & Söhne</b>";
    expect(t("sharing.shareTitle", { what: name })).toBe(`Share ${name}`);
  });
});

describe("the catalogue", () => {
  const texts: string[] = [];
  beforeAll(() => {
    const collect = (value: unknown): void => {
      if (typeof value === "string") texts.push(value);
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
    };
    collect(en);
  });

  it("behavior: says cannot in one spelling", () => {
    expect(texts.filter((text) => /can ?not/.test(text) && !/cannot/.test(text))).toEqual([]);
  });

  it("behavior: a key that stands in one plural form stands in all of the language", () => {
    const forms = new Intl.PluralRules(i18n.language).resolvedOptions().pluralCategories;
    const check = (value: object): void => {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === "object" && inner !== null) check(inner);
        const base = /^(.+)_(?:zero|one|two|few|many|other)$/.exec(key)?.[1];
        if (base !== undefined) for (const form of forms) expect(value).toHaveProperty(`${base}_${form}`);
      }
    };
    check(en);
  });
});
