/**
 * A form's values as a record has them: empty text and empty lists are left out, CR LF becomes LF, and text comes to NFC, as
 * it looks the same but some systems paste it in another form. Nothing else is touched: what is stored is what was typed.
 */
export function prune<Values extends object>(values: Values): Pruned<Values> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
    if (typeof value === "string") {
      if (value !== "") kept[name] = value.replaceAll("\r\n", "\n").normalize("NFC");
    } else kept[name] = value;
  }
  return kept as Pruned<Values>;
}

/** What is left may lack any member. */
export type Pruned<Values> = { [Name in keyof Values]?: Values[Name] };

/** Whether somebody has entered anything in a row of a form; marks such as `primary` alone are nothing. */
export function isBlank(row: object): boolean {
  return Object.entries(row).every(([name, value]) => name === "key" || value === "" || typeof value === "boolean");
}
