import { describe, expect, it } from "vitest";
import { mailLink, phoneLink, websiteLink } from "#app/model/records/links.ts";

describe("mailLink", () => {
  it("default: an address becomes a link to itself", () => {
    expect(mailLink("maria.anders@alfreds.example")).toBe("mailto:maria.anders@alfreds.example");
    expect(mailLink("o'neil+news@sub.example-1.com")).toBe("mailto:o'neil%2Bnews@sub.example-1.com");
    expect(mailLink("jörg@müller.example")).toBe("mailto:j%C3%B6rg@m%C3%BCller.example");
  });

  it("attack: header fields and further recipients never reach the mail program", () => {
    for (const address of [
      "a@b?bcc=thief@evil.example",
      "a@b.example?subject=x&body=y",
      "a@b.example,thief@evil.example",
      "a,thief@evil.example",
      "a@b.example%3Fbcc=thief",
      "a@b.example#x",
      "a@b.example\r\nBcc: thief@evil.example",
      "<a@b.example>",
      '"a b"@b.example',
      "a@b@c.example",
      "a@.example",
      "javascript:alert(1)",
    ]) {
      expect(mailLink(address), address).toBeNull();
    }
  });

  it("attack: a sign that is allowed in an address is escaped in the link", () => {
    const link = mailLink("a?bcc=thief&x=%0A@b.example");
    expect(link).toBe("mailto:a%3Fbcc%3Dthief%26x%3D%250A@b.example");
    expect(new URL(link ?? "").search).toBe("");
  });
});

describe("phoneLink", () => {
  it("default: signs between the digits are dropped", () => {
    expect(phoneLink("+49 (30) 0074-321")).toBe("tel:+49300074321");
  });

  it("error: an extension, words or a control code are not dialled as if they were digits", () => {
    for (const number of ["030-0074321 ext 5", "1-800-FLOWERS", "*21*5550123#", "12", "+", "call me"]) {
      expect(phoneLink(number), number).toBeNull();
    }
  });
});

describe("websiteLink", () => {
  it("default: http and https, as the browser will open it", () => {
    expect(websiteLink("https://www.alfreds.example/shop?x=1#y")).toBe("https://www.alfreds.example/shop?x=1#y");
    expect(websiteLink("http://alfreds.example")).toBe("http://alfreds.example/");
  });

  it("attack: another scheme, a user name before the host, or no host is no link", () => {
    for (const website of [
      "javascript:alert(1)",
      "data:text/html,x",
      "https://www.bank.example@evil.example/",
      "https://",
      "https://exa mple.com",
      "//evil.example",
      "file:///etc/passwd",
    ]) {
      expect(websiteLink(website), website).toBeNull();
    }
  });
});
