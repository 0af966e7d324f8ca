import type { WriteStep } from "#client/write/write.ts";

/** How far a write is, of the four steps that a person is shown: prepared, stored, sent, confirmed. */
export function progressOfWrite(step: WriteStep): { done: number; state: "going" | "done" | "stopped" } {
  switch (step) {
    case "drafted":
      return { done: 0, state: "going" };
    // What it had prepared before is not what will be written.
    case "conflict":
      return { done: 0, state: "stopped" };
    case "prepared":
      return { done: 1, state: "going" };
    case "stored":
    case "asked":
    case "signed":
      return { done: 2, state: "going" };
    case "submitted":
      return { done: 3, state: "going" };
    case "confirmed":
      return { done: 4, state: "done" };
    case "replaced":
    case "dropped":
    case "reverted":
    case "reorged":
      return { done: 2, state: "stopped" };
  }
}
