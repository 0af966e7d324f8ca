/**
 * What was kept of a form, on top of what the form starts from: a member that was not there yet when it was kept has its start, and
 * one that is no more, or of another kind, is left out.
 */
export function restoreValues<Values extends Record<string, unknown>>(parameters: {
  initial: Values;
  kept: unknown;
}): Values {
  const { initial, kept } = parameters;
  if (typeof kept !== "object" || kept === null) return initial;
  const fitting = Object.entries(kept).filter(([name, value]) => kindOf(value) === kindOf(initial[name]));
  return { ...initial, ...Object.fromEntries(fitting) };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}
