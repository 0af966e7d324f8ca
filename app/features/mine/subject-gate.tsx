import { useMemo } from "react";
import { Outlet } from "react-router";
import type { Address } from "viem";
import { IdentityPage } from "#app/features/enrol/identity-page.tsx";
import { SessionGate } from "#app/features/session/session-gate.tsx";
import { useAnsweredChallenges } from "#app/hooks/use-answered-challenges.ts";
import { useIdentity } from "#app/hooks/use-identity.ts";
import { holderOfIdentity } from "#client/keys/holder.ts";

/** Lets any wallet through that has a session and an unlocked key of its own; it need not belong to an organisation. */
export function SubjectGate() {
  return <SessionGate>{(account) => <Unlocked account={account} />}</SessionGate>;
}

function Unlocked({ account }: { account: Address }) {
  const held = useIdentity();
  const identity = held?.account.toLowerCase() === account.toLowerCase() ? held : undefined;
  const holder = useMemo(() => (identity === undefined ? null : holderOfIdentity(identity)), [identity]);
  useAnsweredChallenges(holder);
  return identity === undefined ? <IdentityPage /> : <Outlet context={identity} />;
}
