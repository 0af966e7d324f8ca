/** One step down a JSON pointer (RFC 6901): `~` and `/` of the name are escaped. */
export function joinPointer({ pointer, token }: { pointer: string; token: string | number }): string {
  if (typeof token === "number") return `${pointer}/${token}`;
  const escaped = /[~/]/.test(token) ? token.replaceAll("~", "~0").replaceAll("/", "~1") : token;
  return `${pointer}/${escaped}`;
}

/** The unescaped steps of a pointer; `undefined` when it isn't one. */
export function splitPointer(pointer: string): string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
