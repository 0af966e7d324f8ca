import { afterEach, describe, expect, it, vi } from "vitest";
import { formatAge, formatDate } from "#app/format/dates.ts";
import { preferredLocale } from "#app/format/locale.ts";
import { formatMoney } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const speak = (...languages: string[]) => vi.stubGlobal("navigator", { languages });

describe("preferredLocale", () => {
  it("default: the first language", () => {
    expect(preferredLocale(["de-CH", "en"])).toBe("de-CH");
  });

  it("behavior: passes over what is no language tag", () => {
    expect(preferredLocale(["en-US@posix", "fr"])).toBe("fr");
    expect(preferredLocale([])).toBe("en");
  });
});

describe("dates and numbers", () => {
  it("behavior: a calendar date is that day in every time zone", () => {
    speak("en-GB");
    expect(formatDate("2026-05-01")).toBe("1 May 2026");
  });

  it("behavior: ages are coarse and say whether they are past or to come", () => {
    speak("en-GB");
    const now = new Date("2026-05-01T12:00:00Z");
    expect(formatAge({ at: now.getTime() / 1000 - 7_200, now })).toBe("2 hours ago");
    expect(formatAge({ at: "2026-05-03T12:00:00Z", now })).toBe("in 2 days");
  });

  it("behavior: money keeps every digit, in the reader's own notation", () => {
    speak("de-DE");
    expect(formatMoney({ amount: "123456789012345678.90", currency: "EUR" })).toBe("123.456.789.012.345.678,90\u00a0€");
    expect(formatMoney({ amount: "1.005", currency: "EUR" })).toBe("1,005\u00a0€");
  });
});

describe("shortHex", () => {
  it("default: keeps both ends; short values stay whole", () => {
    expect(shortHex(`0x${"ab".repeat(32)}`)).toBe("0xabab…abab");
    expect(shortHex("0x12345678")).toBe("0x12345678");
  });
});
