import type { Write } from "./write.ts";

/**
 * Where writes survive a crash. `save` returns only when the write is durable, and replaces the whole of it or nothing.
 * One process at a time works on one write.
 */
export type Journal = {
  load(id: string): Promise<Write | null>;
  save(write: Write): Promise<void>;
  list(): Promise<Write[]>;
  remove(id: string): Promise<void>;
};
