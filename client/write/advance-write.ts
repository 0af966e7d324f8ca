import { advanceDrafted } from "./advance-drafted.ts";
import { observeWrite } from "./observe-write.ts";
import { rebaseByItself } from "./rebase-write.ts";
import { storeWrite } from "./store-write.ts";
import { askWallet, broadcast, signOrAsk } from "./submit-write.ts";
import type { Write } from "./write.ts";
import type { RunContext } from "./write-context.ts";

/**
 * Takes a write one step on, from whatever state the journal has it in; the same write where nothing has changed. What
 * fails on the way (chain or service unavailable, refused in the wallet) throws and leaves the write where it was.
 */
export async function advanceWrite(step: { context: RunContext; write: Write }): Promise<Write> {
  switch (step.write.state.step) {
    case "drafted":
      return advanceDrafted(step);
    case "prepared":
      return storeWrite(step);
    case "stored":
      return signOrAsk(step);
    case "signed":
      return broadcast(step);
    case "asked":
      return askWallet(step);
    case "submitted":
    case "confirmed":
      return observeWrite(step);
    case "reverted":
      return rebaseByItself(step);
    case "conflict":
    case "replaced":
    case "dropped":
    case "reorged":
      return step.write;
  }
}
