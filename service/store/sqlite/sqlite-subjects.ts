import { type Kysely, sql } from "kysely";
import type { Hex } from "viem";
import { zeroAddress } from "viem";
import type { AccessStore, CustomerSubjectState } from "../access-store.ts";
import { chunksOf } from "./chunks-of.ts";
import { toEventTime } from "./event-time.ts";
import type { MainSchema } from "./schema.ts";
import { toHead } from "./to-head.ts";

type Subjects = Pick<
  AccessStore,
  "subjects" | "customersOfSubject" | "subjectChanges" | "countersignatures" | "erasureRequests"
>;

/** What the index knows of subjects: of every customer the newest event counts. */
export function createSqliteSubjects(database: Kysely<MainSchema>): Subjects {
  return {
    subjects: async (customers) => {
      const states = new Map<Hex, CustomerSubjectState>();
      for (const chunk of chunksOf(customers)) {
        const rows = await database
          .selectFrom("subject_event")
          .selectAll()
          .where("customer", "in", chunk)
          .orderBy("block_number")
          .orderBy("log_index")
          .execute();
        for (const { customer, change, subject } of rows) {
          if (change === "left" || subject === zeroAddress) states.delete(customer);
          else states.set(customer, { subject, state: change });
        }
      }
      return states;
    },

    customersOfSubject: async ({ account, after, limit }) => {
      let query = database
        .selectFrom("subject_event")
        .innerJoin("customer", "customer.customer", "subject_event.customer")
        .selectAll("customer")
        .select("subject_event.change")
        .where("subject_event.subject", "=", account)
        .where(
          sql<boolean>`not exists (
            select 1 from subject_event as later
            where later.customer = subject_event.customer
              and (later.block_number, later.log_index) > (subject_event.block_number, subject_event.log_index))`,
        )
        .orderBy("subject_event.customer")
        .limit(limit);
      if (after !== undefined) query = query.where("subject_event.customer", ">", after);
      const rows = await query.where("subject_event.change", "!=", "left").execute();
      return rows.map(({ change, ...row }) => ({
        ...toHead(row),
        state: change === "accepted" ? ("accepted" as const) : ("named" as const),
      }));
    },

    subjectChanges: async (customer) => {
      const rows = await database
        .selectFrom("subject_event")
        .selectAll()
        .where("customer", "=", customer)
        .orderBy("block_number")
        .orderBy("log_index")
        .execute();
      return rows.map((row) => ({ change: row.change, subject: row.subject, at: toEventTime(row) }));
    },

    countersignatures: async (customer) => {
      const rows = await database
        .selectFrom("countersignature")
        .innerJoin("entry", (join) =>
          join
            .onRef("entry.customer", "=", "countersignature.customer")
            .onRef("entry.head", "=", "countersignature.head"),
        )
        .selectAll("countersignature")
        .select("entry.sequence")
        .where("countersignature.customer", "=", customer)
        .orderBy("countersignature.block_number")
        .orderBy("countersignature.log_index")
        .execute();
      return firstOf(rows, (row) => `${row.sequence}/${row.subject}`).map((row) => ({
        sequence: row.sequence,
        head: row.head,
        subject: row.subject,
        at: toEventTime(row),
      }));
    },

    erasureRequests: async (customer) => {
      const rows = await database
        .selectFrom("erasure_request")
        .selectAll()
        .where("customer", "=", customer)
        .orderBy("block_number")
        .orderBy("log_index")
        .execute();
      return firstOf(rows, ({ subject }) => subject).map((row) => ({ subject: row.subject, at: toEventTime(row) }));
    },
  };
}

/** The first row of each key, in their order: a subject may repeat itself as often as it pays for. */
function firstOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row);
  return [...first.values()];
}
