import type { CustomerHead } from "../index-store.ts";
import type { MainSchema } from "./schema.ts";

export function toHead(row: MainSchema["customer"]): CustomerHead {
  const { customer, sequence, head, steward, kind } = row;
  return { customer, sequence, head, steward, kind, updatedBlock: row.updated_block };
}
