import { Stack } from "@mantine/core";
import type { Hex } from "viem";
import { useShares } from "#app/hooks/use-shares.ts";
import { ShareCard } from "./share-card.tsx";

/** What is still to be shared: all of it, or what has to do with one customer. */
export function ShareList({ customer }: { customer?: Hex }) {
  const unfinished = useShares().filter(
    ({ share: { step, customers } }) =>
      step !== "done" && (customer === undefined || customers === "all" || customers.includes(customer)),
  );
  if (unfinished.length === 0) return null;
  return (
    <Stack gap="sm">
      {unfinished.map((tracked) => (
        <ShareCard key={tracked.share.id} tracked={tracked} />
      ))}
    </Stack>
  );
}
