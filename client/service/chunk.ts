/** Cuts a list into parts of at most `size` items, in order. */
export function chunk<Item>({ items, size }: { items: readonly Item[]; size: number }): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
