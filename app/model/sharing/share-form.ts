import { type Address, isAddress } from "viem";

/** The choice of an address that is typed in. */
export const ANOTHER = "another";

export type ShareForm = {
  /** An organisation's address, or `ANOTHER`. */
  recipient: string;
  address: string;
  /** 0 or a kind's code. */
  scope: string;
  /** Local time as the field has it; empty for no end. */
  until: string;
};

export const EMPTY_SHARE_FORM: ShareForm = { recipient: "", address: "", scope: "0", until: "" };

/** Whom the form names; null while it names nobody. */
export function granteeOf({ recipient, address }: ShareForm): Address | null {
  const given = (recipient === ANOTHER ? address : recipient).trim();
  return isAddress(given, { strict: given !== given.toLowerCase() }) ? (given.toLowerCase() as Address) : null;
}

/** The end in seconds since 1970; null for none. */
export function endOf({ until }: Pick<ShareForm, "until">): bigint | null {
  return until === "" ? null : BigInt(Math.floor(new Date(until).getTime() / 1000));
}

export type ShareProblem = "addressWrong" | "addressOwn" | "endPast";

/** What is wrong, by field. */
export function checkShareForm(parameters: {
  form: ShareForm;
  /** The steward: it cannot be shared with itself. */
  organisation: Address;
  now: Date;
}): Partial<Record<keyof ShareForm, ShareProblem>> {
  const { form, organisation, now } = parameters;
  const grantee = granteeOf(form);
  const end = endOf(form);
  return {
    ...(grantee === null ? { [form.recipient === ANOTHER ? "address" : "recipient"]: "addressWrong" } : {}),
    ...(grantee === organisation.toLowerCase() ? { address: "addressOwn" } : {}),
    ...(end !== null && end * 1000n <= BigInt(now.getTime()) ? { until: "endPast" } : {}),
  };
}
