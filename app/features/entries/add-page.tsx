import { useState } from "react";
import { Navigate, useParams } from "react-router";
import type { Hex } from "viem";
import { CustomerGate } from "#app/features/customers/customer-gate.tsx";
import { NotFoundPage } from "#app/features/shell/not-found-page.tsx";
import { useMember } from "#app/hooks/use-member.ts";
import { displayName } from "#app/model/records/display-name.ts";
import {
  emptyInteractionForm,
  formToInteraction,
  withoutBlankParticipants,
} from "#app/model/records/interaction-form.ts";
import { newestProfile } from "#app/model/records/newest-profile.ts";
import { emptyNoteForm, formToNote, type NoteForm } from "#app/model/records/note-form.ts";
import {
  emptyTransactionForm,
  formToTransaction,
  TRANSACTION_DECIMALS,
  withoutBlankLines,
} from "#app/model/records/transaction-form.ts";
import { KINDS } from "#protocol/chain/kinds.ts";
import type { Labels } from "#protocol/envelope/labels.ts";
import { AddForm } from "./add-form.tsx";
import { InteractionFields } from "./interaction-fields.tsx";
import { NoteFields } from "./note-fields.tsx";
import { TransactionFields } from "./transaction-fields.tsx";

const DEFAULT_LABELS: Labels = { classification: "internal", region: "" };

/** A transaction, an interaction or a note for a customer. */
export function AddPage() {
  const { roles } = useMember();
  const { kind } = useParams();
  if (!roles.has("WRITER")) return <Navigate to="/customers" replace />;
  if (kind !== "transaction" && kind !== "interaction" && kind !== "note") return <NotFoundPage />;
  return (
    <CustomerGate>
      {(customer) => {
        const profile = newestProfile(customer);
        const name = profile === null ? "" : displayName(profile);
        return (
          <Chosen kind={kind} customer={customer.customer} name={name} labels={profile?.labels ?? DEFAULT_LABELS} />
        );
      }}
    </CustomerGate>
  );
}

type ChosenProps = { kind: "transaction" | "interaction" | "note"; customer: Hex; name: string; labels: Labels };

function Chosen({ kind, customer, name, labels }: ChosenProps) {
  const [now] = useState(() => new Date());
  const common = { customer, name };
  if (kind === "transaction") {
    const initialValues = emptyTransactionForm({ labels, today: now.toLocaleDateString("sv-SE") });
    const rules = {
      kind: KINDS.transaction,
      clean: withoutBlankLines,
      toRecord: formToTransaction,
      decimals: TRANSACTION_DECIMALS,
    };
    return <AddForm {...common} what={kind} {...rules} initialValues={initialValues} Fields={TransactionFields} />;
  }
  if (kind === "interaction") {
    const initialValues = emptyInteractionForm({ labels, now });
    const rules = { kind: KINDS.interaction, clean: withoutBlankParticipants, toRecord: formToInteraction };
    return <AddForm {...common} what={kind} {...rules} initialValues={initialValues} Fields={InteractionFields} />;
  }
  const rules = { kind: KINDS.note, clean: (form: NoteForm) => form, toRecord: formToNote };
  return (
    <AddForm {...common} what={kind} {...rules} initialValues={emptyNoteForm({ labels, now })} Fields={NoteFields} />
  );
}
