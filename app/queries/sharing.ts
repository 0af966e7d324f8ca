import type { Address, Hex } from "viem";
import { requireWallet } from "#app/runtime/require-wallet.ts";
import type { Rotations } from "#app/runtime/rotations.ts";
import type { Shares } from "#app/runtime/shares.ts";
import type { RotationCause } from "#client/access/rotation.ts";
import type { RotationContext } from "#client/access/rotation-context.ts";
import { shareWithSubject } from "#client/access/share-with-subject.ts";
import type { ShareContext } from "#client/access/start-share.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { SealingContext } from "#client/keys/recipient-key.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { queryKeys } from "./keys.ts";

export type ShareRequest = {
  customers: readonly Hex[] | "all";
  grantee: Address;
  scope: number;
  until: bigint | null;
};

/** Begins to share, which goes on in the background and waits there for the recipient's proof. Answers its id. */
export const startShareMutation = (parameters: { shares: Shares; context: ShareContext | undefined }) => ({
  mutationFn: async (request: ShareRequest) => {
    const context = requireWallet(parameters.context);
    return parameters.shares.start({ context, ...request });
  },
});

/** Begins a removal or a revocation, which goes on in the background. Answers its id once the journal has it. */
export const startRotationMutation = (parameters: { rotations: Rotations; context: RotationContext | undefined }) => ({
  mutationFn: async (cause: RotationCause) => {
    const { rotations } = parameters;
    const context = requireWallet(parameters.context);
    return rotations.start({ context, cause });
  },
});

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
    queryKey: queryKeys.subjectKeys({ customer, subject, epoch: keyring.current.epoch, acceptedKeys }),
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
