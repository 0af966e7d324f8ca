import { Badge, Code, DataList, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { EnrolPage } from "#app/features/enrol/enrol-page.tsx";
import { RecoveryWords } from "#app/features/enrol/recovery-words.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { storedLocksQuery } from "#app/queries/identity.ts";
import { keyHistoryQuery } from "#app/queries/organisation-keys.ts";
import { webAuthnPasskeys } from "#client/browser/web-authn-passkeys.ts";
import { addPasskey } from "#client/keys/add-passkey.ts";
import { removeLock } from "#client/keys/remove-lock.ts";
import { renewRecoveryWords } from "#client/keys/renew-recovery-words.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { ChangePassphrase } from "./change-passphrase.tsx";
import { LockChange } from "./lock-change.tsx";
import { ReplaceKey } from "./replace-key.tsx";

/** One's own key: how others recognise it, what opens it, and what to do when it is lost. */
export function KeyPage() {
  const { t } = useTranslation();
  const [replacing, setReplacing] = useState(false);
  if (replacing) return <EnrolPage replace onBegin={() => {}} onDone={() => setReplacing(false)} />;
  return (
    <>
      <PageTitle title={t("key.title")} description={t("key.intro")} />
      <Stack gap="lg" maw={760}>
        <Fingerprint />
        <Locks />
        <ReplaceKey onReplace={() => setReplacing(true)} />
      </Stack>
    </>
  );
}

function Fingerprint() {
  const { t } = useTranslation();
  const { registry } = useKontor();
  const { account, keyHash, epoch } = useOwnIdentity();
  const history = useQuery(keyHistoryQuery({ registry, account }));
  const published = history.data?.find((key) => key.epoch === epoch);
  return (
    <FormSection title={t("key.fingerprint")} hint={t("key.fingerprintHint")}>
      <Code fz="lg" className="wrap" data-fingerprint>
        {fingerprintOf(keyHash)}
      </Code>
      <DataList size="sm" gap={4} labelWidth="8rem" className="fields">
        <DataList.Item>
          <DataList.ItemLabel>{t("key.account")}</DataList.ItemLabel>
          <DataList.ItemValue>
            <AccountName address={account} name={t("key.account")} />
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{t("key.epoch")}</DataList.ItemLabel>
          <DataList.ItemValue>{formatCount(epoch)}</DataList.ItemValue>
        </DataList.Item>
        {published !== undefined && (
          <DataList.Item>
            <DataList.ItemLabel>{t("key.published")}</DataList.ItemLabel>
            <DataList.ItemValue>{formatDateTime(published.timestamp)}</DataList.ItemValue>
          </DataList.Item>
        )}
      </DataList>
    </FormSection>
  );
}

const TYPES = ["passphrase", "recovery", "passkey"] as const;

function Locks() {
  const { t } = useTranslation();
  const { service } = useKontor();
  const { account } = useOwnIdentity();
  const locks = useQuery(storedLocksQuery({ service, account }));
  const hasPasskey = locks.data?.includes("passkey") ?? false;
  return (
    <FormSection title={t("key.locks")} hint={t("key.locksHint")}>
      {locks.isError && <ErrorState error={locks.error} title={t("key.failed")} onRetry={() => void locks.refetch()} />}
      {locks.isPending && <Skeleton height={72} />}
      {locks.data !== undefined && (
        <Stack gap={6} component="ul" className="plain-list">
          {TYPES.map((type) => (
            <Group key={type} component="li" gap="xs" data-lock={type} data-set={locks.data.includes(type)}>
              <Text size="sm" fw={500}>
                {t(`key.lockNames.${type}`)}
              </Text>
              <Badge variant="light" color={locks.data.includes(type) ? "green" : "gray"}>
                {locks.data.includes(type) ? t("key.set") : t("key.notSet")}
              </Badge>
            </Group>
          ))}
        </Stack>
      )}
      <Group gap="xs">
        <ChangePassphrase />
        <LockChange
          title={t("key.words")}
          explanation={t("key.wordsDoes")}
          submit={t("key.wordsSubmit")}
          failed={t("key.wordsFailed")}
          change={renewRecoveryWords}
          after={(words, close) => <RecoveryWords words={words.split(" ")} onWritten={close} />}
        />
        <LockChange
          title={t("key.passkey")}
          explanation={t("key.passkeyDoes")}
          submit={hasPasskey ? t("key.passkeyReplace") : t("key.passkeySubmit")}
          failed={t("key.passkeyFailed")}
          change={(opening) => addPasskey({ ...opening, passkeys: webAuthnPasskeys() })}
        />
        {hasPasskey && (
          <LockChange
            title={t("key.passkeyRemove")}
            explanation={t("key.passkeyRemove")}
            submit={t("key.passkeyRemove")}
            failed={t("key.passkeyRemoveFailed")}
            change={(opening) => removeLock({ ...opening, type: "passkey" })}
          />
        )}
      </Group>
    </FormSection>
  );
}
