import { type ReadDecimal, readDecimal } from "#app/format/decimal-input.ts";

/** A field with what is no number. */
export type UnreadDecimal = { path: string; read: Exclude<ReadDecimal, { decimal: string }> };

/**
 * The values of a form with its numbers as a record has them, and the fields with what is none, which are then empty.
 * @param parameters.decimals the fields: `freight`, or `lines.*.quantity` for one in every row.
 */
export function readDecimals<Values extends object>(parameters: {
  values: Values;
  decimals: readonly string[];
}): {
  values: Values;
  unread: UnreadDecimal[];
} {
  const unread: UnreadDecimal[] = [];
  const read = (typed: string, path: string): string => {
    if (typed === "") return "";
    const found = readDecimal(typed);
    if ("decimal" in found) return found.decimal;
    unread.push({ path, read: found });
    return "";
  };
  const visit = (node: unknown, [step, ...rest]: readonly string[], path: readonly string[]): unknown => {
    if (step === undefined) return typeof node === "string" ? read(node, path.join(".")) : node;
    if (Array.isArray(node)) return node.map((row, index) => visit(row, rest, [...path, String(index)]));
    if (typeof node !== "object" || node === null) return node;
    return { ...node, [step]: visit((node as Record<string, unknown>)[step], rest, [...path, step]) };
  };
  const values = parameters.decimals.reduce<unknown>(
    (values, field) => visit(values, field.split("."), []),
    parameters.values,
  );
  return { values: values as Values, unread };
}
