import { Alert, Code, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { directoryKeyQuery } from "#app/queries/organisation-keys.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";

/** The fingerprint of the key that something will be sealed to, from the chain. */
export function RecipientKeyView({ account }: { account: Address }) {
  const { t } = useTranslation();
  const { registry } = useKontor();
  const key = useQuery(directoryKeyQuery({ registry, account }));
  if (key.isError) {
    return <ErrorState error={key.error} title={t("sharing.keyFailed")} onRetry={() => void key.refetch()} />;
  }
  if (key.data === undefined) return <Skeleton height={64} />;
  if (key.data.keyHash === null) return <Alert color="yellow">{t("sharing.noKey")}</Alert>;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t("sharing.fingerprint")}
      </Text>
      <Code fz="sm">{fingerprintOf(key.data.keyHash)}</Code>
      <Text size="xs" c="dimmed" mt={4}>
        {t("sharing.fingerprintHint")}
      </Text>
    </div>
  );
}
