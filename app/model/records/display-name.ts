import type { Profile } from "#protocol/record/schemas/profile.ts";

/** What to call a customer in a list or a heading. */
export function displayName(profile: Profile): string {
  if (profile.type === "company") return profile.tradeName ?? profile.legalName;
  if ("fullName" in profile && profile.fullName !== undefined) return profile.fullName;
  return [profile.title, profile.givenName, profile.familyName].filter((part) => part !== undefined).join(" ");
}
