import { chainErrorOf } from "./chain-error.ts";

/** Runs one question to the chain or the wallet; whatever it throws leaves as a KontorError. */
export async function askChain<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw chainErrorOf(error);
  }
}
