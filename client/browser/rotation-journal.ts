import { parseRotation, type RotationJournal } from "../access/rotation.ts";
import { indexedDbStore } from "./indexed-db-store.ts";

/** Rotations in the browser's IndexedDB. */
export function indexedDbRotationJournal({ name = "kontor-rotations" }: { name?: string } = {}): RotationJournal {
  const store = indexedDbStore({ name, store: "rotations", keyPath: "id" });
  return {
    load: async (id) => {
      const found = await store.get(id);
      return found === undefined ? null : parseRotation(found);
    },
    save: (rotation) => store.put(rotation),
    list: async () => (await store.getAll()).map(parseRotation),
    remove: (id) => store.remove(id),
  };
}
