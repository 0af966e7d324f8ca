import type { JournalOf } from "../journals/journal-of.ts";
import type { Write } from "./write.ts";

/** Where writes survive a crash. */
export type Journal = JournalOf<Write>;
