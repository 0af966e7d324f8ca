import { Alert, Button, Group, Loader, Stack, Table, Text, ThemeIcon, Title } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { VerdictPopover } from "#app/components/verdict-popover.tsx";
import { VERDICT_STYLE } from "#app/components/verdict-style.ts";
import { Replaced } from "#app/features/entries/replaced.tsx";
import { ErasureReceipt } from "#app/features/erasure/erasure-receipt.tsx";
import { formatCount } from "#app/format/numbers.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { type Verification, verificationQuery } from "#app/queries/verification.ts";
import { kindName } from "#protocol/chain/kinds.ts";
import { VerificationBasis } from "./verification-basis.tsx";

/** Runs the check and shows the verdict, on the whole and on each entry. */
export function VerificationResult({ customer }: { customer: Hex }) {
  const { t } = useTranslation();
  const { registry, service, settings } = useKontor();
  const { confirmations } = settings;
  const check = useQuery(verificationQuery({ registry, service, confirmations, customer }));
  if (check.isFetching) {
    return (
      <Group className="surface" p="lg" gap="sm" mih={96} role="status">
        <Loader size="sm" aria-hidden />
        <Text>{t("verify.checking")}</Text>
      </Group>
    );
  }
  if (check.isError) {
    return (
      <Stack gap="xs">
        <ErrorState error={check.error} title={t("verify.failed")} onRetry={() => void check.refetch()} />
        <Text size="sm" c="dimmed">
          {t("verify.unavailableHint")}
        </Text>
      </Stack>
    );
  }
  if (check.data === undefined) return null;
  return (
    <Stack gap="lg">
      <Summary verification={check.data} onAgain={() => void check.refetch()} />
      {check.data.report.verdict === "erased" && <ErasureReceipt customer={customer} />}
      {check.data.report.entries.length > 0 && <Entries verification={check.data} />}
      <VerificationBasis verification={check.data} />
    </Stack>
  );
}

function Summary({ verification, onAgain }: { verification: Verification; onAgain: () => void }) {
  const { t } = useTranslation();
  const { verdict, verified, entries, head } = verification.report;
  const isRefused = verdict === "proven" && !verified;
  const { color, Icon } = VERDICT_STYLE[isRefused ? "tampered" : verdict];
  return (
    <Group
      className="surface"
      p="lg"
      justify="space-between"
      role="status"
      data-overall={isRefused ? "refused" : verdict}
    >
      <Group gap="md" wrap="nowrap" className="wrap">
        <ThemeIcon size={48} radius="xl" variant="light" color={color}>
          <Icon size={28} aria-hidden />
        </ThemeIcon>
        <div className="wrap">
          <Title order={2} fz="lg">
            {isRefused
              ? t("verify.refused")
              : `${t(`shared.verdicts.${verdict}.label`)}: ${t(`verify.results.${verdict}`)}`}
          </Title>
          <Text size="sm" c="dimmed">
            {head === null
              ? t("verify.notKnown")
              : verdict === "proven"
                ? t("shared.allProven", { count: entries.length })
                : t("verify.counted", { count: entries.length })}
          </Text>
        </div>
      </Group>
      <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onAgain}>
        {t("shared.again")}
      </Button>
    </Group>
  );
}

function Entries({ verification }: { verification: Verification }) {
  const { t } = useTranslation();
  return (
    <FormSection title={t("verify.entries")}>
      <Table className="stacking" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("verify.columns.entry")}</Table.Th>
            <Table.Th>{t("verify.columns.kind")}</Table.Th>
            <Table.Th>{t("verify.columns.hash")}</Table.Th>
            <Table.Th>{t("verify.columns.verdict")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {verification.report.entries
            .toReversed()
            .map(({ sequence, head, kind, verdict, reason, replacedBy, refusal }) => (
              <Table.Tr key={`${sequence} ${head ?? reason}`} data-sequence={sequence.toString()}>
                <Table.Td className="numeric" fw={600}>
                  {t("verify.entry", { sequence: formatCount(sequence) })}
                </Table.Td>
                <Table.Td data-label={t("verify.columns.kind")}>
                  {kind === null ? "" : t(`records.kinds.${kindName(kind)}`)}
                </Table.Td>
                <Table.Td data-label={t("verify.columns.hash")}>
                  {head !== null && <HashText value={head} name={t("verify.columns.hash")} />}
                </Table.Td>
                <Table.Td data-label={t("verify.columns.verdict")}>
                  {verdict !== "proven" && (
                    <VerdictPopover
                      verdict={verdict}
                      reason={reason}
                      subject={t("verify.entry", { sequence: formatCount(sequence) })}
                    />
                  )}
                  {refusal !== null && (
                    <Text size="sm" c="red">
                      {t("verify.noEnvelope")} <code>{refusal}</code>
                    </Text>
                  )}
                  {replacedBy !== null && kind !== null && <Replaced kind={kind} />}
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      {verification.report.checked === "entries" && <Alert color="yellow">{t("verify.payloadsUnchecked")}</Alert>}
    </FormSection>
  );
}
