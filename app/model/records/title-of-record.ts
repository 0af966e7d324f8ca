import { formatMoney } from "#app/format/numbers.ts";
import { t } from "#app/i18n/i18n.ts";
import type { CustomerRecord } from "#protocol/record/record-schemas.ts";
import type { Interaction } from "#protocol/record/schemas/interaction.ts";
import { displayName } from "./display-name.ts";

/** One line that says what a record is about. */
export function titleOfRecord(record: CustomerRecord): string {
  switch (record.schema) {
    case "profile/1":
    case "profile/2":
      return displayName(record);
    case "transaction/1":
    case "transaction/2": {
      const { type, number, total, currency } = record;
      const name = `${t(`records.transactionTypes.${type}`)} ${number}`;
      return total === undefined || currency === undefined
        ? name
        : `${name}, ${formatMoney({ amount: total, currency })}`;
    }
    case "interaction/1": {
      const { type, subject } = record as Interaction;
      return `${t(`records.interactionTypes.${type}`)}: ${subject}`;
    }
    case "consent/1":
      return record.withdrawn === undefined ? record.purpose : `${t("records.members.withdrawn")}: ${record.purpose}`;
    case "document/1":
      return record.title;
    case "transfer/1":
      return t("records.handedOver");
    case "note/1":
      return record.title ?? record.text.slice(0, 80);
  }
}
