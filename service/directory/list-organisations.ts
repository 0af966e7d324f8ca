import type { Organisation } from "#protocol/api/organisations.ts";
import type { IndexStore } from "../store/index-store.ts";

/** Every organisation with its newest key, from the index. */
export async function listOrganisations(index: IndexStore): Promise<Organisation[]> {
  const organisations = await index.organisations();
  const keys = await index.keyHashes(organisations.map(({ organisation }) => organisation));
  return organisations.map((organisation) => {
    const key = keys.get(organisation.organisation);
    return { ...organisation, keyEpoch: key?.epoch ?? 0, keyHash: key?.keyHash ?? null };
  });
}
