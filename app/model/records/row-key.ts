let last = 0;

/** Names a row of a form for React, so that removing one above does not mix up what was typed below. Never stored. */
export function newRowKey(): string {
  last += 1;
  return `row-${last}`;
}
