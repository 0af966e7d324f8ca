import type { Address } from "viem";
import { describe, expect, it } from "vitest";
import { groupHolders } from "#app/model/access/group-holders.ts";
import type { AccessHolder } from "#protocol/access/access-answer.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";

const address = (digit: string): Address => `0x${digit.repeat(40)}`;
const moment = (timestamp: bigint) => ({
  timestamp,
  block: timestamp,
  basis: { event: "RoleGranted" as const, block: timestamp, logIndex: 0 },
});
const grant = { steward: address("a"), customer: ALL_CUSTOMERS, scope: 0 };

function holder(rest: Partial<AccessHolder>): AccessHolder {
  return {
    account: address("1"),
    through: "member",
    organisation: address("a"),
    roles: ["READER"],
    grant: null,
    kinds: [1],
    since: moment(10n),
    until: null,
    reach: null,
    ...rest,
  };
}

describe("who has access, grouped", () => {
  it("default: one group for each organisation and each grant, with its people", () => {
    const shared = { through: "grant", grant, organisation: address("b") } as const;
    const groups = groupHolders([
      holder({}),
      holder({ account: address("2") }),
      holder({ ...shared, account: address("3") }),
      holder({ ...shared, account: address("4"), grant: { ...grant, scope: 1 } }),
    ]);
    expect(groups.map(({ party, people }) => [party, people.length])).toEqual([
      [address("a"), 2],
      [address("b"), 1],
      [address("b"), 1],
    ]);
  });

  it("default: a wallet on its own is its own group", () => {
    const [group] = groupHolders([holder({ through: "subject", organisation: null, account: address("5") })]);
    expect(group).toMatchObject({ party: address("5"), isOrganisation: false });
  });

  it("behavior: begins with the first and ends with the last of its people", () => {
    const [group] = groupHolders([
      holder({ since: moment(10n), until: moment(20n), reach: 3n }),
      holder({ account: address("2"), since: moment(5n), until: moment(30n), reach: 7n }),
    ]);
    expect(group).toMatchObject({ since: { timestamp: 5n }, until: { timestamp: 30n }, reach: 7n });
    const [open] = groupHolders([holder({ until: moment(20n) }), holder({ account: address("2") })]);
    expect(open?.until).toBeNull();
  });
});
