import type { Profile } from "#protocol/record/schemas/profile.ts";

/** City and country of the main address; empty where none is known. */
export function placeOf(profile: Profile): string {
  const address = profile.addresses?.find(({ primary }) => primary === true) ?? profile.addresses?.[0];
  return [address?.city, address?.country].filter((part) => part !== undefined).join(", ");
}
