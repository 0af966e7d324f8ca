/** `0x1234…cdef`: enough to recognise a hash or an address, never enough to check one. */
export function shortHex(hex: string, { start = 4, end = 4 }: { start?: number; end?: number } = {}): string {
  return hex.length <= 2 + start + end + 1 ? hex : `${hex.slice(0, 2 + start)}…${hex.slice(-end)}`;
}
