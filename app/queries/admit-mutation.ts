import type { QueryClient } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { whenProven } from "#app/runtime/when-proven.ts";
import { admitMember } from "#client/keys/admit-member.ts";
import type { Keyring } from "#client/keys/keyring.ts";
import type { SealingContext } from "#client/keys/recipient-key.ts";
import { KontorError } from "#protocol/errors/kontor-error.ts";

export type Admission = {
  member: Address;
  /** Changed keys that the keeper has agreed to. */
  acceptedKeys: readonly Hex[];
};

/** Seals the organisation's keys to a member's published key, once they have proven that they hold it. */
export const admitMutation = (parameters: {
  sealing: SealingContext;
  keyring: Keyring | undefined;
  queryClient: QueryClient;
  onWaiting: () => void;
  signal: () => AbortSignal;
}) => ({
  mutationFn: async ({ member, acceptedKeys }: Admission) => {
    const { sealing, keyring, queryClient, onWaiting } = parameters;
    if (keyring === undefined) {
      throw new KontorError({ code: "NotAdmitted", message: "You do not hold the organisation's key yourself yet." });
    }
    const act = () => admitMember({ ...sealing, acceptedKeys, keyring, member });
    await whenProven({ act, onWaiting, signal: parameters.signal() });
    await queryClient.invalidateQueries({ queryKey: ["admissions"] });
  },
});
