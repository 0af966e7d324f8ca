import type { Address, Hex } from "viem";
import type { HistoryEvent } from "#protocol/access/history-event.ts";
import { RegistryModel } from "./registry-model.ts";

const SUBJECT: Address = `0x${"d1".repeat(20)}`;

/**
 * One of each thing that can happen to who may read a customer, each at a time of its own: entries, a grant with an end, a
 * removal without and with a new epoch, a subject, a transfer, an erasure.
 */
export function makeAccessHistory(parties: {
  customer: Hex;
  steward: Address;
  member: Address;
  grantee: Address;
}): HistoryEvent[] {
  const { customer, steward, member, grantee } = parties;
  const model = new RegistryModel(customer);
  const writer = { organisation: steward, role: "WRITER", account: member } as const;
  const steps: (() => void)[] = [
    () => model.register(steward),
    () => model.register(grantee),
    () => {
      for (const account of [steward, grantee, member, SUBJECT]) model.publishKey(account);
    },
    () => model.grantRole(writer),
    () => model.append({ steward, kind: 1 }),
    () => model.grant({ steward, grantee, scope: 3, until: model.timestamp + 45n }),
    () => model.append({ steward, kind: 3 }),
    () => model.nameSubject(SUBJECT),
    () => model.acceptSubject(),
    () => model.revokeRole(writer),
    () => model.append({ steward, kind: 2 }),
    () => model.publishKey(steward),
    () => model.append({ steward, kind: 2 }),
    () => model.append({ steward: grantee, kind: 7 }),
    () => model.leaveSubject(),
    () => model.erase(),
  ];
  for (const step of steps) {
    step();
    model.pass(10n);
  }
  return model.events;
}
