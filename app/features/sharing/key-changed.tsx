import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { describeKeyChange } from "#app/model/sharing/describe-key-change.ts";

/** Somebody's key is another one than this browser knows: both fingerprints, and nothing goes on without consent. */
export function KeyChanged({ error, onAgree }: { error: unknown; onAgree: (keyHash: Hex) => void }) {
  const { t } = useTranslation();
  const change = describeKeyChange(error);
  if (change === null) return null;
  return (
    <Alert role="alert" color="yellow" icon={<IconKey aria-hidden />} title={t("sharing.keyChangedTitle")}>
      <Stack gap="sm">
        <Text size="sm">{t("sharing.keyChangedHint")}</Text>
        <div>
          <Text size="xs">{t("sharing.oldFingerprint")}</Text>
          <Code fz="sm">{change.oldFingerprint}</Code>
        </div>
        <div>
          <Text size="xs">{t("sharing.newFingerprint")}</Text>
          <Code fz="sm">{change.newFingerprint}</Code>
        </div>
        <Group>
          <Button size="xs" color="yellow" onClick={() => onAgree(change.keyHash)}>
            {t("sharing.agree")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
