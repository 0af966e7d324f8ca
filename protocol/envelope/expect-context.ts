import { KontorError } from "../errors/kontor-error.ts";

/** Where something belongs: chain, registry, customer, … by name. Hexadecimal is compared without regard to case. */
export type NamedContext = Readonly<Record<string, string | bigint | number>>;

/**
 * Compares every member of `expected`; `given` may say more.
 * @throws ContextMismatch, naming the members that differ: all of them are public
 */
export function expectContext({ given, expected }: { given: NamedContext; expected: NamedContext }): void {
  const different = Object.keys(expected).filter((name) => plain(given[name]) !== plain(expected[name]));
  if (different.length === 0) return;
  throw new KontorError({
    code: "ContextMismatch",
    message: `It was made for another ${different.join(", ")}.`,
    details: { different: different.join(", ") },
  });
}

function plain(value: string | bigint | number | undefined): string {
  return String(value).toLowerCase();
}
