import { KontorError } from "../errors/kontor-error.ts";

/** How widely a record may be known, from the widest. The label is public: it stands in the envelope's header. */
export const CLASSIFICATIONS = ["public", "internal", "confidential", "restricted"] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** Public labels of a record: part of the record and, authenticated, of the envelope's header. */
export type Labels = {
  classification: Classification;
  /** Where the record belongs: 1 to 8 of `A-Z 0-9 -`, for example `EU` or `US-CA`. */
  region: string;
};

export const REGION_PATTERN = /^[A-Z0-9-]{1,8}$/;
const REGION_LENGTH = 8;

/** The code in the header: 1 public, 2 internal, 3 confidential, 4 restricted. @throws InvalidLabel */
export function classificationCode(classification: Classification): number {
  const index = CLASSIFICATIONS.indexOf(classification);
  if (index < 0) throw invalidLabel("classification");
  return index + 1;
}

/** @throws InvalidLabel */
export function classificationOf(code: number): Classification {
  const classification = CLASSIFICATIONS[code - 1];
  if (classification === undefined) throw invalidLabel("classification");
  return classification;
}

/** Eight bytes, zeros after the text. @throws InvalidLabel */
export function encodeRegion(region: string): Uint8Array {
  if (!REGION_PATTERN.test(region)) throw invalidLabel("region");
  const bytes = new Uint8Array(REGION_LENGTH);
  for (let index = 0; index < region.length; index++) bytes[index] = region.charCodeAt(index);
  return bytes;
}

/** @throws InvalidLabel also for a zero before the end: every region has one encoding. */
export function decodeRegion(bytes: Uint8Array): string {
  const region = String.fromCharCode(...bytes).replace(/\0+$/, "");
  if (!REGION_PATTERN.test(region)) throw invalidLabel("region");
  return region;
}

function invalidLabel(label: keyof Labels): KontorError {
  return new KontorError({ code: "InvalidLabel", message: `The ${label} label is not one that is known here.` });
}
