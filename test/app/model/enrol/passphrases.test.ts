import { describe, expect, it } from "vitest";
import { choosePositions } from "#app/model/enrol/choose-positions.ts";
import { ratePassphrase } from "#app/model/enrol/rate-passphrase.ts";
import { suggestPassphrase } from "#app/model/enrol/suggest-passphrase.ts";

describe("ratePassphrase", () => {
  it("default: unrelated words and long random text are accepted", () => {
    for (const good of [
      "copper lantern walrus thirty velvet",
      "northwind copper lantern walrus thirty",
      "k9#Vq!tL2@xZ",
    ]) {
      expect(ratePassphrase(good), good).toMatchObject({ accepted: true, advice: "good" });
    }
  });

  it("attack: what guessing lists start with is refused", () => {
    const bad = [
      "password1234",
      "Passw0rd2026",
      "qwertyuiopasdf",
      "123456789012345678901234",
      "aaaaaaaaaaaaaaaaaaaaaaaa",
      "abcabcabcabcabcabcabcabc",
      "correct horse battery staple",
      "the the the the the the",
      "short",
    ];
    for (const passphrase of bad) expect(ratePassphrase(passphrase).accepted, passphrase).toBe(false);
  });

  it("behavior: nothing is neither good nor bad", () => {
    expect(ratePassphrase("")).toMatchObject({ level: "none", accepted: false, advice: "empty" });
  });

  it("behavior: says what makes it weak", () => {
    const advice = (passphrase: string) => ratePassphrase(passphrase).advice;
    expect(advice("aaaaaaaaaaaaaaaa")).toBe("repeats");
    expect(advice("abcdefghijklmnop")).toBe("sequence");
    expect(advice("password1234")).toBe("common");
    expect(advice("23.05.1987")).toBe("dates");
    expect(advice("x7#kQ")).toBe("short");
  });

  it("behavior: what is suggested is always accepted", () => {
    for (let round = 0; round < 50; round++) expect(ratePassphrase(suggestPassphrase()).accepted).toBe(true);
  });
});

describe("suggestPassphrase", () => {
  it("default: six words, decided by the random bytes alone", () => {
    const zeros = suggestPassphrase({ randomBytes: (length) => new Uint8Array(length) });
    expect(zeros).toBe("abandon abandon abandon abandon abandon abandon");
    expect(suggestPassphrase().split(" ")).toHaveLength(6);
  });
});

describe("choosePositions", () => {
  it("default: different positions in order, within bounds", () => {
    for (let round = 0; round < 50; round++) {
      const positions = choosePositions({ count: 3, total: 24 });
      expect(new Set(positions).size).toBe(3);
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
      expect(Math.min(...positions)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...positions)).toBeLessThanOrEqual(24);
    }
  });

  it("args: asking for more than there are gives all", () => {
    expect(choosePositions({ count: 9, total: 4 })).toEqual([1, 2, 3, 4]);
  });
});
