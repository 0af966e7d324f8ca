import type { Address } from "viem";
import { describe, expect, it } from "vitest";
import { actingMembership, type Membership } from "#app/model/membership.ts";

const A: Address = `0x${"aa".repeat(20)}`;
const B: Address = `0x${"bb".repeat(20)}`;

const member = (organisation: Address, ...roles: Membership["roles"][number]["role"][]): Membership => ({
  organisation,
  name: organisation,
  roles: roles.map((role) => ({ role, until: null })),
});

describe("actingMembership", () => {
  it("default: the first organisation in which the member can read", () => {
    const memberships = [member(A, "KEEPER"), member(B, "READER")];
    expect(actingMembership({ memberships, chosen: null })?.organisation).toBe(B);
  });

  it("behavior: the one chosen before, while they belong to it", () => {
    const memberships = [member(A, "WRITER"), member(B, "READER")];
    expect(actingMembership({ memberships, chosen: B })?.organisation).toBe(B);
    expect(actingMembership({ memberships: [member(A, "WRITER")], chosen: B })?.organisation).toBe(A);
  });

  it("behavior: none where no role is held", () => {
    expect(actingMembership({ memberships: [], chosen: A })).toBeNull();
    expect(actingMembership({ memberships: [member(A)], chosen: A })).toBeNull();
  });
});
