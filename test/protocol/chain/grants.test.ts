import fc from "fast-check";
import { type Address, encodeAbiParameters, keccak256 } from "viem";
import { expect, test } from "vitest";
import { ALL_CUSTOMERS, ALL_KINDS, coveringGrants, grantRole } from "#protocol/chain/grants.ts";
import { organisationRole } from "#protocol/chain/roles.ts";
import { addresses, bytes32 } from "../fixtures/arbitraries.ts";
import { codeOf } from "../fixtures/error-code.ts";

const steward: Address = `0x${"f3".repeat(20)}`;
const customer = `0x${"c0".repeat(32)}` as const;
const scopes = fc.integer({ min: 0, max: 6 });

test("behavior: a grant's role is the keccak256 of its abi.encode", () => {
  fc.assert(
    fc.property(addresses, bytes32, scopes, (given, id, scope) => {
      const encoded = encodeAbiParameters(
        [{ type: "string" }, { type: "address" }, { type: "bytes32" }, { type: "uint16" }],
        ["GRANT", given, id, scope],
      );
      expect(grantRole({ steward: given, customer: id, scope })).toBe(keccak256(encoded));
    }),
  );
});

test("behavior: each steward, customer and scope has a role of its own, and none is an organisation's", () => {
  const roles = [steward, `0x${"f4".repeat(20)}` as const].flatMap((given) =>
    [customer, ALL_CUSTOMERS].flatMap((id) =>
      [0, 1, 2, 3, 4, 5, 6].map((scope) => grantRole({ steward: given, customer: id, scope })),
    ),
  );
  expect(new Set(roles).size).toBe(28);
  expect(roles).not.toContain(organisationRole("READER", steward));
});

test("behavior: a kind of a customer is covered by four grants, the narrowest first", () => {
  const covering = coveringGrants({ steward, customer, scope: 3 });
  expect(covering.map((grant) => [grant.customer, grant.scope])).toEqual([
    [customer, 3],
    [customer, ALL_KINDS],
    [ALL_CUSTOMERS, 3],
    [ALL_CUSTOMERS, ALL_KINDS],
  ]);
  expect(covering.every((grant) => grant.steward === steward)).toBe(true);
});

test("attack: a grant of one kind or one customer never covers more", () => {
  const all = coveringGrants({ steward, customer, scope: ALL_KINDS });
  expect(all.map((grant) => [grant.customer, grant.scope])).toEqual([
    [customer, ALL_KINDS],
    [ALL_CUSTOMERS, ALL_KINDS],
  ]);
  expect(coveringGrants({ steward, customer: ALL_CUSTOMERS, scope: ALL_KINDS })).toHaveLength(1);
});

test("error: scopes that are no kind with content", () => {
  for (const scope of [7, 8, 9, -1, 1.5, 65_536]) {
    expect(codeOf(() => grantRole({ steward, customer, scope }))).toBe("UnknownScope");
  }
});
