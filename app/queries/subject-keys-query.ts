import type { Address, Hex } from "viem";
import { shareWithSubject } from "#client/access/share-with-subject.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { SealingContext } from "#client/keys/recipient-key.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

/** While the other side has yet to act, how often to try again (milliseconds). */
const INTERVAL = 3_000;
/** What only the subject can change, by setting up a key and by opening the dApp. */
const THEIRS = ["NotEnrolled", "PossessionNotProven"];

/** Hands a customer's keys to its subject; answers `done`, or what the subject still has to do. */
export const subjectKeysQuery = (parameters: {
  sealing: SealingContext;
  keyring: Keyring;
  customer: Hex;
  subject: Address;
  acceptedKeys: readonly Hex[];
}) => {
  const { sealing, keyring, customer, subject, acceptedKeys } = parameters;
  return {
    queryKey: [...queryKeys.subject(customer), "keys", subject, keyring.current.epoch, ...acceptedKeys] as const,
    queryFn: async (): Promise<"done" | "NotEnrolled" | "PossessionNotProven"> => {
      try {
        await shareWithSubject({ ...sealing, acceptedKeys, keyring, customer });
        return "done";
      } catch (error) {
        if (!isKontorError(error) || !THEIRS.includes(error.code)) throw error;
        return error.code as "NotEnrolled" | "PossessionNotProven";
      }
    },
    staleTime: 60_000,
    retry: false,
    refetchInterval: (query: { state: { data: string | undefined } }) =>
      query.state.data !== undefined && query.state.data !== "done" ? INTERVAL : false,
  };
};
