import { t } from "#app/i18n/i18n.ts";
import { displayName } from "#app/model/records/display-name.ts";
import type { Draft } from "#client/write/draft.ts";
import type { KindName } from "#protocol/chain/kinds.ts";
import { isProfile, type Profile } from "#protocol/record/schemas/profile.ts";

/** What a write is about, where its plaintext is at hand; null while the key is locked. */
export function nameOfWrite({ drafts }: { drafts: readonly Draft[] | null }): string | null {
  const record = drafts?.[0]?.record;
  if (typeof record !== "object" || record === null || !("schema" in record)) return null;
  const kind = t(`records.kinds.${String(record.schema).split("/")[0] as KindName}`);
  if (isProfile(record as { schema: string })) return `${kind}: ${displayName(record as Profile)}`;
  for (const member of ["number", "subject", "title"] as const) {
    const value = (record as Record<string, unknown>)[member];
    if (typeof value === "string") return `${kind}: ${value}`;
  }
  return kind;
}
