import type { Journal } from "./journal.ts";
import type { Write, WriteState } from "./write.ts";

export type MoveWriteParameters = { journal: Journal; write: Write; state: WriteState };

/** Brings a write into its next state; answers when the journal has it. */
export async function moveWrite({ journal, write, state }: MoveWriteParameters): Promise<Write> {
  const moved: Write = { ...write, state, history: [...write.history, state.step] };
  await journal.save(moved);
  return moved;
}
