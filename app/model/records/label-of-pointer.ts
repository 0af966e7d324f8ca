import { records } from "#app/i18n/en/records.ts";
import { t } from "#app/i18n/i18n.ts";
import { splitPointer } from "#protocol/json/json-pointer.ts";

const INDEX = /^\d+$/;

/** A place in a record in words: `/emails/0/address` is "E-mail 1: Address". */
export function labelOfPointer(pointer: string): string {
  const steps = splitPointer(pointer) ?? [pointer];
  const parts: string[] = [];
  for (const step of steps) {
    const last = parts.length - 1;
    if (INDEX.test(step) && last >= 0) parts[last] = `${parts[last]} ${Number(step) + 1}`;
    else parts.push(isMember(step) ? t(`records.members.${step}`) : step);
  }
  if (parts[0] === t("records.members.labels") && parts.length === 2) return parts[1] ?? "";
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")}: ${parts.at(-1)}`;
}

/** Members of records have words; what somebody named themselves has none. */
function isMember(step: string): step is keyof typeof records.members {
  return Object.hasOwn(records.members, step);
}
