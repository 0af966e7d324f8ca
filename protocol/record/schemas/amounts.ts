import { digitsOfCurrency } from "./currencies.ts";

type Issue = { code: "custom"; path: string[]; message: string; input: undefined };

/**
 * Checks amounts beside their currency: there is none without a currency, and none finer than the currency's smallest unit.
 * Prices of one unit are no amounts: they may be finer.
 * @param amounts by member; what is not known is not there
 */
export function amountIssues(parameters: {
  currency: string | undefined;
  amounts: Readonly<Record<string, string | undefined>>;
}): Issue[] {
  const { currency, amounts } = parameters;
  const issue = (member: string, message: string): Issue => ({
    code: "custom",
    path: [member],
    message,
    input: undefined,
  });
  const given = Object.entries(amounts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (currency === undefined) {
    return given.length === 0 ? [] : [issue("currency", "is missing beside an amount")];
  }
  const digits = digitsOfCurrency(currency);
  if (digits === undefined) return [issue("currency", "is not a currency of ISO 4217, such as EUR")];
  return given
    .filter(([, amount]) => (amount.split(".")[1] ?? "").length > digits)
    .map(([member]) => issue(member, `has more than the ${digits} decimals of ${currency}`));
}
