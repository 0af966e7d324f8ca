import { useContext } from "react";
import { MemberContext } from "#app/runtime/member-context.ts";

/** The signed-in member; only for pages behind the member gate. */
export const useMember = () => {
  const member = useContext(MemberContext);
  if (member === null) throw new Error("Rendered outside of the member gate.");
  return member;
};
