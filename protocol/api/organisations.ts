import { z } from "zod";
import { addressSchema, bytes32Schema } from "./hex.ts";
import { maybeKeyEpochSchema } from "./numbers.ts";

/* Differs from the first sketch: every list is wrapped in { items }. All of this is from the chain index, public. */

/** The roles an organisation gives, by the name they are derived from. */
export const roleNameSchema = z.enum(["ORGANISATION", "KEEPER", "WRITER", "READER", "COMPLIANCE"]);
export type RoleName = z.infer<typeof roleNameSchema>;

/** The newest key in the directory: epoch 0 and null when none is published. */
const currentKey = { keyEpoch: maybeKeyEpochSchema, keyHash: bytes32Schema.nullable() };

const organisationSchema = z
  .object({
    organisation: addressSchema,
    /** As registered on chain: untrusted text of whoever registered it. */
    name: z.string(),
    suspended: z.boolean(),
    ...currentKey,
  })
  .meta({ id: "Organisation" });
export type Organisation = z.infer<typeof organisationSchema>;

/** GET /api/organisations */
export const organisationsResponseSchema = z
  .object({ items: z.array(organisationSchema) })
  .meta({ id: "Organisations" });
export type OrganisationsResponse = z.infer<typeof organisationsResponseSchema>;

export const heldRoleSchema = z
  .object({
    role: roleNameSchema,
    /** End of the role in seconds since 1970; null when it has none. Roles already ended are not listed. */
    until: z.int().nonnegative().nullable(),
  })
  .meta({ id: "HeldRole" });
export type HeldRole = z.infer<typeof heldRoleSchema>;

const memberSchema = z
  .object({ account: addressSchema, roles: z.array(heldRoleSchema), ...currentKey })
  .meta({ id: "Member" });
export type Member = z.infer<typeof memberSchema>;

/** GET /api/organisations/{organisation}/members */
export const membersResponseSchema = z.object({ items: z.array(memberSchema) }).meta({ id: "Members" });
export type MembersResponse = z.infer<typeof membersResponseSchema>;

/** The path of everything below one organisation. */
export const organisationPathSchema = z.object({ organisation: addressSchema });
