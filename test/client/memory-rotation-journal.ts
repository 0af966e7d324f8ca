import { parseRotation, type RotationJournal } from "#client/access/rotation.ts";

/** A journal that lasts as long as the process. */
export function memoryRotationJournal(): RotationJournal {
  const rotations = new Map<string, string>();
  const parse = (text: string) => parseRotation(JSON.parse(text));
  return {
    load: async (id) => {
      const text = rotations.get(id);
      return text === undefined ? null : parse(text);
    },
    save: async (rotation) => {
      rotations.set(rotation.id, JSON.stringify(rotation));
    },
    list: async () => [...rotations.values()].map(parse),
    remove: async (id) => {
      rotations.delete(id);
    },
  };
}
