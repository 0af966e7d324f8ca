import { describe, expect, it } from "vitest";
import {
  emptyInteractionForm,
  formToInteraction,
  toInstant,
  toLocalInput,
  withoutBlankParticipants,
} from "#app/model/records/interaction-form.ts";
import { emptyNoteForm, formToNote } from "#app/model/records/note-form.ts";
import { newContact } from "#app/model/records/profile-form.ts";
import {
  emptyTransactionForm,
  formToTransaction,
  newLine,
  withoutBlankLines,
} from "#app/model/records/transaction-form.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import { parseRecord } from "#protocol/record/parse-record.ts";

const labels = { classification: "internal", region: "EU" } as const;
const now = new Date("2026-05-01T07:30:00Z");

describe("transaction form", () => {
  it("default: makes a record that the schema takes, without blank lines and without an empty place", () => {
    const form = {
      ...emptyTransactionForm({ labels, today: "2026-05-01" }),
      number: "R-1",
      total: "18.00",
      lines: [{ ...newLine(), description: "Chai", unitPrice: "18.00" }, newLine()],
    };
    expect(parseRecord(KINDS.transaction, formToTransaction(withoutBlankLines(form)))).toEqual({
      schema: "transaction/2",
      labels,
      type: "order",
      number: "R-1",
      date: "2026-05-01",
      currency: "EUR",
      total: "18.00",
      lines: [{ description: "Chai", quantity: "1", unitPrice: "18.00" }],
    });
  });

  it("behavior: keeps the place of shipping where one is given", () => {
    const form = emptyTransactionForm({ labels, today: "2026-05-01" });
    const record = formToTransaction({ ...form, shipTo: { ...form.shipTo, city: "Reims" } });
    expect(record).toMatchObject({ shipTo: { city: "Reims" } });
  });
});

describe("interaction form", () => {
  it("default: makes a record that the schema takes, with the time in UTC", () => {
    const form = { ...emptyInteractionForm({ labels, now }), subject: "Hello", minutes: "15" };
    expect(parseRecord(KINDS.interaction, formToInteraction(form))).toEqual({
      schema: "interaction/1",
      labels,
      type: "call",
      direction: "outbound",
      subject: "Hello",
      minutes: 15,
      at: "2026-05-01T07:30:00.000Z",
    });
  });

  it("behavior: blank participants are left out", () => {
    const form = { ...emptyInteractionForm({ labels, now }), participants: [newContact()] };
    expect(formToInteraction(withoutBlankParticipants(form))).not.toHaveProperty("participants");
  });

  it("error: minutes that are no number and a time that is none reach the schema as they are, and are refused", () => {
    const form = { ...emptyInteractionForm({ labels, now }), subject: "Hello" };
    const parse = (changed: object) => parseRecord(KINDS.interaction, formToInteraction({ ...form, ...changed }));
    expect(() => parse({ minutes: "a lot" })).toThrow(expect.objectContaining({ code: "InvalidRecord" }));
    expect(() => parse({ at: "" })).toThrow(expect.objectContaining({ code: "InvalidRecord" }));
  });

  it("behavior: local time and instant are each other's inverse, to the minute", () => {
    expect(toInstant(toLocalInput(now))).toBe(now.toISOString());
  });
});

describe("note form", () => {
  it("default: makes a record that the schema takes", () => {
    const form = { ...emptyNoteForm({ labels, now }), text: "Call back" };
    expect(parseRecord(KINDS.note, formToNote(form))).toEqual({
      schema: "note/1",
      labels,
      text: "Call back",
      at: "2026-05-01T07:30:00.000Z",
    });
  });

  it("behavior: a note needs no time", () => {
    const record = formToNote({ ...emptyNoteForm({ labels, now }), text: "x", at: "" });
    expect(record).not.toHaveProperty("at");
  });
});
