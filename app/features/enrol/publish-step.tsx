import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";

/** The last step: store the locked key, publish the public one. Tried again, it goes on where it stopped. */
export function PublishStep({
  keyHash,
  busy,
  ready,
  error,
  onPublish,
}: {
  keyHash: Hex;
  busy: boolean;
  ready: boolean;
  error: unknown;
  onPublish: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text size="sm">{t("enrol.publishIntro")}</Text>
      <div>
        <Text size="sm" c="dimmed">
          {t("enrol.waitingFingerprint")}
        </Text>
        <Code fz="sm">{fingerprintOf(keyHash)}</Code>
      </div>
      {error !== null && <ErrorState error={error} title={t("enrol.publishFailed")} />}
      <Text size="sm" c="dimmed" mih="1.5em" role="status">
        {busy ? t("enrol.publishing") : ""}
      </Text>
      <Group justify="flex-end">
        <Button leftSection={<IconUpload size={18} aria-hidden />} loading={busy} disabled={!ready} onClick={onPublish}>
          {t("enrol.publish")}
        </Button>
      </Group>
    </Stack>
  );
}
