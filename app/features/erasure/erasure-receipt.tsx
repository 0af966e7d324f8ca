import { Alert, DataList, List, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { erasureQuery } from "#app/queries/customer.ts";
import type { ErasureReport } from "#client/read/check-erasure.ts";
import type { ErasureResponse } from "#protocol/api/erasure.ts";

/** What can be checked of an erasure, what the operator says of it, and what remains. For members, subjects and strangers. */
export function ErasureReceipt({ customer }: { customer: Hex }) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const check = useQuery(erasureQuery({ registry, service, customer }));
  return (
    <FormSection title={t("erasure.receipt")} hint={t("erasure.receiptHint")}>
      {check.isError && check.data === undefined && (
        <ErrorState error={check.error} title={t("erasure.receiptFailed")} onRetry={() => void check.refetch()} />
      )}
      {check.isPending && <Skeleton height={96} />}
      {check.data !== undefined && <Report report={check.data} />}
    </FormSection>
  );
}

function Report({ report }: { report: ErasureReport }) {
  const { t } = useTranslation();
  const { receipt, contradictions, served, remaining } = report;
  return (
    <Stack gap="md" data-erasure={receipt?.state ?? "none"} data-holds={report.holds}>
      {contradictions.length > 0 && (
        <Alert color="red">{t("erasure.contradiction", { names: contradictions.join(", ") })}</Alert>
      )}
      {receipt === null ? (
        <Alert color="yellow">{t("erasure.none")}</Alert>
      ) : (
        <>
          <Text size="sm" fw={500} role="status">
            {t(`erasure.states.${receipt.state}`)}
          </Text>
          <Facts receipt={receipt} />
        </>
      )}
      {receipt?.state === "destroyed" && (
        <Text size="sm">
          {served.length > 0 ? t("erasure.served", { count: served.length }) : t("erasure.notServed")}
        </Text>
      )}
      {remaining.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t("erasure.remaining")}
          </Text>
          <List size="sm" spacing={4}>
            {remaining.map(({ what, until }) => (
              <List.Item key={what}>
                {t(`erasure.copies.${what}`)}{" "}
                <b>
                  {until === null ? t(`erasure.noEnd.${what}`) : t("erasure.until", { when: formatDateTime(until) })}
                </b>
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}

function Facts({ receipt }: { receipt: ErasureResponse }) {
  const { t } = useTranslation();
  const { erasedAt, erasedBlock, destroyedAt, sharesDestroyed, wrapsDeleted, payloadsDeleted } = receipt;
  return (
    <DataList size="sm" gap={4} labelWidth="12rem" className="fields">
      <Fact name={t("erasure.erasedAt")}>
        {formatDateTime(erasedAt)} · {t("erasure.block")} {formatCount(erasedBlock)}
      </Fact>
      {destroyedAt !== null && <Fact name={t("erasure.destroyedAt")}>{formatDateTime(destroyedAt)}</Fact>}
      {sharesDestroyed !== null && <Fact name={t("erasure.shares")}>{formatCount(sharesDestroyed)}</Fact>}
      {wrapsDeleted !== null && <Fact name={t("erasure.wraps")}>{formatCount(wrapsDeleted)}</Fact>}
      {payloadsDeleted !== null && <Fact name={t("erasure.payloads")}>{formatCount(payloadsDeleted)}</Fact>}
    </DataList>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{name}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
