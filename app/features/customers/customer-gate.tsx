import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { useKeyring } from "#app/hooks/use-keyring.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { customerQuery } from "#app/queries/customer.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { bytes32Schema } from "#protocol/api/hex.ts";
import { UnknownCustomer } from "./unknown-customer.tsx";

/** Reads the customer that the URL names, judged and opened, for the pages about it. */
export function CustomerGate({ children }: { children: (customer: ReadCustomer) => ReactNode }) {
  const parsed = bytes32Schema.safeParse(useParams().customer);
  return parsed.success ? <Opened customer={parsed.data}>{children}</Opened> : <UnknownCustomer />;
}

function Opened({ customer, children }: { customer: Hex; children: (customer: ReadCustomer) => ReactNode }) {
  const { t } = useTranslation();
  const { registry, service, settings } = useKontor();
  const keyring = useKeyring();
  const { confirmations } = settings;
  const read = useQuery(customerQuery({ registry, service, keyring, confirmations, customer }));
  if (read.data === undefined && read.isError) {
    return <ErrorState error={read.error} title={t("customers.customerFailed")} onRetry={() => void read.refetch()} />;
  }
  if (read.data === undefined) return <PageSkeleton />;
  if (read.data.head === null && read.data.entries.length === 0) return <UnknownCustomer />;
  return children(read.data);
}
