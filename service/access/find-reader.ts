import type { Address } from "viem";
import type { ChainReader } from "../chain/chain-reader.ts";
import { findRoles, forbidden, type RoleContext } from "./require-role.ts";

/**
 * What an account may do with what a holder can open: read it (`reader`: a reading role in the organisation, or the holder is
 * its own wallet), or only wrap it anew (`keeper`). An organisation's account reads by its roles like everybody else.
 *
 * @throws KontorError Forbidden when neither, ChainUnavailable
 */
export async function findReader({
  context,
  holder,
  account,
}: {
  context: RoleContext & { chain: Pick<ChainReader, "isOrganisation"> };
  holder: Address;
  account: Address;
}): Promise<"reader" | "keeper"> {
  const roles = await findRoles({
    context,
    organisation: holder,
    account,
    roles: ["READER", "WRITER", "COMPLIANCE", "KEEPER"],
  });
  if (roles.some((role) => role !== "KEEPER")) return "reader";
  if (roles.length > 0) return "keeper";
  if (holder === account && !(await context.chain.isOrganisation(account))) return "reader";
  throw forbidden();
}
