import { encodeAbiParameters, keccak256 } from "viem";
import { expect, test } from "vitest";
import { AUDITOR_ROLE, organisationRole, PAUSER_ROLE } from "#protocol/chain/roles.ts";

const ORGANISATION = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const NAMES = ["WRITER", "READER", "KEEPER", "COMPLIANCE", "ORGANISATION"] as const;

test("default: a role's id hashes its name and organisation", () => {
  for (const name of NAMES) {
    const encoded = encodeAbiParameters([{ type: "string" }, { type: "address" }], [name, ORGANISATION]);
    expect(organisationRole(name, ORGANISATION)).toBe(keccak256(encoded));
  }
});

test("behavior: no two roles or organisations share an id", () => {
  const other = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
  const ids = [ORGANISATION, other].flatMap((organisation) =>
    NAMES.map((name) => organisationRole(name, organisation as `0x${string}`)),
  );
  const all = [...ids, AUDITOR_ROLE, PAUSER_ROLE];
  expect(new Set(all).size).toBe(all.length);
});
