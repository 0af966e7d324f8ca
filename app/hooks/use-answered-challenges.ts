import { useQuery } from "@tanstack/react-query";
import { answeredChallengesQuery } from "#app/queries/challenges.ts";
import type { Holder } from "#client/keys/holder.ts";
import { useKontor } from "./use-kontor.ts";

/** Shows whoever asks that the opened keys can be used, by itself while they are open. Tells nobody anything else. */
export const useAnsweredChallenges = (holder: Holder | null): void => {
  const { registry, service } = useKontor();
  useQuery(answeredChallengesQuery({ registry, service, holder }));
};
