import type { ProblemKind } from "#protocol/record/problem-kinds.ts";

/** What a form finds out before it makes a record. */
type FormProblemKind = "needed" | "notDecimal" | "ambiguous";

/** What is wrong at a field of a form, by its kind. */
export const problems = {
  title_one: "One field needs another look",
  title_other: "{{count, number}} fields need another look",
  kinds: {
    needed: "This is needed.",
    missing: "This is needed.",
    empty: "There is nothing but spaces here.",
    tooLong: "This text is too long: {{limit, number}} bytes are the most.",
    text: "This has a character that cannot be stored. Type it anew instead of pasting it.",
    type: "This does not have the right form.",
    integer: "This is not a whole number, such as 12.",
    unknownMember: "This has something in it that is not known here.",
    choice: "Choose one of the list.",
    over: "This is too large: {{limit, number}} is the most.",
    under: "This is too small: {{limit, number}} is the least.",
    tooMany: "There are too many of these: {{limit, number}} are the most.",
    emptyList: "Fill in one of these, or leave them out.",
    date: "This is not a day of the calendar.",
    partialDate: "Write a year, a month or a day, as 1996, 1996-07 or 1996-07-04.",
    instant: "This is not a date with a time.",
    decimal: "This is not a number that can be stored: 18 digits and 9 decimals are the most.",
    notDecimal: "This is not a number such as {{example}}.",
    ambiguous: "This can mean {{whole}} or {{fraction}}. Write the one that you mean.",
    currency: "This is not a currency such as EUR.",
    noCurrency: "An amount needs its currency.",
    currencyDigits_zero: "This currency has no decimals: write a whole amount.",
    currencyDigits_one: "This currency has only one decimal.",
    currencyDigits_other: "This currency has only {{count, number}} decimals.",
    email: "This is not an e-mail address.",
    website: "Write the whole address, beginning with https:// and without spaces.",
    country: "Choose a country.",
    region: "Write 1 to 8 letters, digits or hyphens, as EU or US-CA.",
    hash: "This is not a customer's id: 0x and 64 digits.",
    noPlace: "Fill in at least one line of the address, or leave all of it out.",
    noName: "Give a first name, a family name or the full name.",
    nobody: "Say who it is: by name, or by the customer's id.",
    primaries: "Only one of these can be the main one.",
    sameName: "Another field of yours has this name already.",
    other: "This is not right.",
  } satisfies Record<Exclude<ProblemKind, "currencyDigits"> | FormProblemKind, string> &
    Record<`currencyDigits_${"zero" | "one" | "other"}`, string>,
} as const;
