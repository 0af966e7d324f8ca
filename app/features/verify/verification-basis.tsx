import { DataList, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { formatAge, formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import type { Verification } from "#app/queries/verification.ts";
import { describeChain } from "#app/runtime/chain.ts";

/** What the check rests on, so that a reader can compare it with what they know from elsewhere. */
export function VerificationBasis({ verification: { proven, report } }: { verification: Verification }) {
  const { t } = useTranslation();
  return (
    <FormSection title={t("verify.how")}>
      <List size="sm" type="ordered" spacing={4}>
        {t("verify.steps", { returnObjects: true }).map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <DataList size="sm" gap="xs" labelWidth="13rem" className="fields">
        <DataList.Item>
          <DataList.ItemLabel>{t("verify.chain")}</DataList.ItemLabel>
          <DataList.ItemValue>
            {describeChain({ chainId: proven.chainId, rpcUrl: null }).name} ({proven.chainId})
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{t("verify.registry")}</DataList.ItemLabel>
          <DataList.ItemValue>
            <HashText value={proven.registry} name={t("verify.registry")} full />
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{t("verify.codeHash")}</DataList.ItemLabel>
          <DataList.ItemValue>
            <HashText value={proven.codeHash} name={t("verify.codeHash")} />
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{t("verify.block")}</DataList.ItemLabel>
          <DataList.ItemValue>
            {formatCount(proven.block.number)}, {formatDateTime(Number(proven.block.timestamp))} (
            {formatAge({ at: Number(proven.block.timestamp) })}){" "}
            <HashText value={proven.block.hash} name={t("verify.block")} />
          </DataList.ItemValue>
        </DataList.Item>
        {report.head !== null && (
          <DataList.Item>
            <DataList.ItemLabel>{t("verify.head")}</DataList.ItemLabel>
            <DataList.ItemValue>
              <HashText value={report.head} name={t("verify.head")} />
            </DataList.ItemValue>
          </DataList.Item>
        )}
        <DataList.Item>
          <DataList.ItemLabel>{t("verify.trust")}</DataList.ItemLabel>
          <DataList.ItemValue>{t(`verify.trusts.${proven.trust}`)}</DataList.ItemValue>
        </DataList.Item>
      </DataList>
      <Text size="sm" c="dimmed">
        {t("verify.trustHint")}
      </Text>
    </FormSection>
  );
}
