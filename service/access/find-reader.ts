import type { Address } from "viem";
import type { AppContext } from "../http/app-context.ts";
import { findRoles, forbidden } from "./require-role.ts";

/**
 * What an account may do with what a holder can open: read it (`reader`: a reading role in the organisation, or the holder is
 * its own wallet), or only wrap it anew (`keeper`). An organisation's account reads by its roles like everybody else.
 *
 * @throws KontorError Forbidden when neither, ChainUnavailable
 */
export async function findReader({
  app,
  holder,
  account,
}: {
  app: Pick<AppContext, "chain" | "clock">;
  holder: Address;
  account: Address;
}): Promise<"reader" | "keeper"> {
  const roles = await findRoles({
    app,
    organisation: holder,
    account,
    roles: ["READER", "WRITER", "COMPLIANCE", "KEEPER"],
  });
  if (roles.some((role) => role !== "KEEPER")) return "reader";
  if (roles.length > 0) return "keeper";
  if (holder === account && !(await app.chain.isOrganisation(account))) return "reader";
  throw forbidden();
}
