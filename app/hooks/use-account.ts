import { useContext } from "react";
import { AccountContext } from "#app/runtime/account-context.ts";

/** The signed-in account; only for pages behind the session gate. */
export const useAccount = () => {
  const account = useContext(AccountContext);
  if (account === null) throw new Error("Rendered outside of the session gate.");
  return account;
};
