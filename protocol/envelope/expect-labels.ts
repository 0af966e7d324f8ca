import { KontorError } from "../errors/kontor-error.ts";
import type { CustomerRecord } from "../record/record-schemas.ts";
import type { Labels } from "./labels.ts";

/** The labels that the service sees have to be the labels that the author committed to. @throws LabelsMismatch */
export function expectLabels({ record, labels }: { record: CustomerRecord; labels: Labels }): void {
  const { classification, region } = record.labels;
  if (classification === labels.classification && region === labels.region) return;
  throw new KontorError({ code: "LabelsMismatch", message: "The record's labels are not the envelope's." });
}
