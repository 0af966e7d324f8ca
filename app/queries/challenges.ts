import { answerChallenges } from "#client/keys/answer-challenges.ts";
import type { Holder } from "#client/keys/holder.ts";
import type { Registry } from "#client/registry/registry.ts";
import type { Service } from "#client/service/service.ts";
import { queryKeys } from "./keys.ts";

/** How often to look for challenges (milliseconds): somebody may be waiting for the answer. */
const INTERVAL = 4_000;

/** Answers the challenges that wait for a holder, again and again. */
export const answeredChallengesQuery = (parameters: {
  registry: Registry;
  service: Service;
  holder: Holder | null;
}) => {
  const { registry, service, holder } = parameters;
  return {
    queryKey: queryKeys.challenges(holder?.account ?? "0x", [...(holder?.seeds.keys() ?? [])]),
    queryFn: () => (holder === null ? [] : answerChallenges({ registry, service, holder })),
    enabled: holder !== null,
    refetchInterval: INTERVAL,
    refetchIntervalInBackground: true,
    structuralSharing: false,
    retry: false,
    gcTime: 0,
  };
};
