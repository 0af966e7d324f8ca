import type { Classification, Labels } from "#protocol/envelope/labels.ts";
import type { Interaction } from "#protocol/record/schemas/interaction.ts";
import { type ContactRow, cleanRow } from "./profile-form.ts";
import { isBlank, prune } from "./prune.ts";

/** An interaction as the form edits it. `at` is local time as `<input type="datetime-local">` has it. */
export type InteractionForm = {
  type: Interaction["type"];
  direction: "" | "inbound" | "outbound";
  at: string;
  minutes: string;
  subject: string;
  body: string;
  participants: ContactRow[];
  outcome: string;
  followUpOn: string;
  classification: Classification;
  region: string;
};

export function emptyInteractionForm({ labels, now }: { labels: Labels; now: Date }): InteractionForm {
  return {
    type: "call",
    direction: "outbound",
    at: toLocalInput(now),
    ...{ minutes: "", subject: "", body: "", outcome: "", followUpOn: "" },
    participants: [],
    ...labels,
  };
}

export function withoutBlankParticipants(form: InteractionForm): InteractionForm {
  return { ...form, participants: form.participants.filter((row) => !isBlank(row)) };
}

/** The record that a form without blank rows says; not yet checked against the schema. */
export function formToInteraction(form: InteractionForm): Record<string, unknown> {
  const { classification, region, at, minutes, participants, ...texts } = form;
  return {
    schema: "interaction/1",
    labels: { classification, region },
    ...prune({ ...texts, participants: participants.map(cleanRow) }),
    at: toInstant(at),
    ...(minutes === "" ? {} : { minutes: /^\d{1,6}$/.test(minutes) ? Number(minutes) : minutes }),
  };
}

/** `2026-05-01T09:30` in the browser's time zone. */
export function toLocalInput(at: Date): string {
  const two = (value: number) => value.toString().padStart(2, "0");
  const day = `${at.getFullYear().toString().padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The UTC instant of a local time; text that is none stays as it is, for the schema to refuse. */
export function toInstant(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}
