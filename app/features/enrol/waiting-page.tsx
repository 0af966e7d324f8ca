import { Button, Code, Group, Loader, Paper, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { HashText } from "#app/components/hash-text.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useMember } from "#app/hooks/use-member.ts";
import type { Identity } from "#client/keys/identity.ts";
import { isKontorError } from "#protocol/errors/kontor-error.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";

/** Enrolled, but no keeper has sealed the organisation's key to the member yet. Goes on by itself. */
export function WaitingPage({
  identity,
  error,
  checking,
  onCheck,
}: {
  identity: Identity;
  error: unknown;
  checking: boolean;
  onCheck: () => void;
}) {
  const { t } = useTranslation();
  const { membership } = useMember();
  const unfounded = isKontorError(error) && error.code === "KeyNotFound";
  return (
    <>
      <PageTitle
        title={unfounded ? t("enrol.notFoundedTitle") : t("enrol.waitingTitle")}
        description={
          unfounded
            ? t("enrol.notFoundedIntro", { organisation: membership.name })
            : t("enrol.waitingIntro", { organisation: membership.name })
        }
      />
      <Paper className="surface" p="lg" maw={640}>
        <Stack>
          <Group gap="sm" wrap="nowrap">
            <Loader size="sm" aria-hidden />
            <Text size="sm">{t("enrol.waitingHint")}</Text>
          </Group>
          <div>
            <Text size="sm" c="dimmed">
              {t("enrol.waitingAddress")}
            </Text>
            <HashText value={identity.account} name={t("enrol.waitingAddress")} full />
          </div>
          <div>
            <Text size="sm" c="dimmed">
              {t("enrol.waitingFingerprint")}
            </Text>
            <Code fz="sm">{fingerprintOf(identity.keyHash)}</Code>
            <Text size="xs" c="dimmed" mt={4}>
              {t("enrol.waitingFingerprintHint")}
            </Text>
          </div>
          <Group>
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={checking}
              onClick={onCheck}
            >
              {t("enrol.checkNow")}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </>
  );
}
