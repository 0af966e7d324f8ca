import { type IssueOfRule, issueOfRule } from "../problem-kinds.ts";
import { digitsOfCurrency } from "./currencies.ts";

/**
 * Checks amounts beside their currency: there is none without a currency, and none finer than the currency's smallest unit.
 * Prices of one unit are no amounts: they may be finer.
 * @param parameters as they were given: what is no text has a problem of its own already, and is passed over here.
 * `amounts` by member; what is not known is not there
 */
export function amountIssues(parameters: {
  currency: string | undefined;
  amounts: Readonly<Record<string, string | undefined>>;
}): IssueOfRule[] {
  const { currency, amounts } = parameters;
  const given = Object.entries(amounts).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (currency === undefined) {
    if (given.length === 0) return [];
    return [issueOfRule({ kind: "noCurrency", words: "is missing beside an amount", path: ["currency"] })];
  }
  const digits = digitsOfCurrency(currency);
  if (digits === undefined) {
    const words = "is not a currency of ISO 4217, such as EUR";
    return [issueOfRule({ kind: "currency", words, path: ["currency"] })];
  }
  return given
    .filter(([, amount]) => (amount.split(".")[1] ?? "").length > digits)
    .map(([member]) => {
      const words = `has more than the ${digits} decimals of ${currency}`;
      return issueOfRule({ kind: "currencyDigits", words, limit: digits, path: [member] });
    });
}
