import { Alert, Button, Fieldset, Group, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDateTime } from "#app/format/dates.ts";
import type { KeptDraft } from "#app/hooks/use-form-draft.ts";

/**
 * Around the fields of a form: offers what was begun in it before, and says, and asks before leaving, where what is typed now cannot
 * be kept.
 */
export function DraftedFields({ draft, children }: { draft: KeptDraft; children: ReactNode }) {
  const { t } = useTranslation();
  const { offered, decided, goOn, throwAway, failed, blocker } = draft;
  return (
    <>
      {offered !== null && (
        <Alert icon={<IconPencil aria-hidden />} title={t("shared.draft.title")} role="status" data-draft>
          <Group justify="space-between" gap="xs">
            <Text size="sm">{t("shared.draft.since", { when: formatDateTime(new Date(offered)) })}</Text>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={throwAway}>
                {t("shared.draft.throwAway")}
              </Button>
              <Button size="xs" onClick={goOn}>
                {t("shared.draft.goOn")}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      <Fieldset variant="unstyled" disabled={!decided} miw={0} m={0} p={0} bd={0}>
        {children}
      </Fieldset>
      {failed && (
        <Alert role="alert" color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t("shared.draft.notKept")}>
          {t("shared.draft.notKeptHint")}
        </Alert>
      )}
      <Modal
        opened={blocker.state === "blocked"}
        onClose={() => blocker.reset?.()}
        title={t("shared.draft.leaveTitle")}
      >
        <Stack>
          <Text size="sm">{t("shared.draft.notKeptHint")}</Text>
          <Group justify="flex-end">
            <Button color="red" variant="light" onClick={() => blocker.proceed?.()}>
              {t("shared.draft.leave")}
            </Button>
            <Button data-autofocus onClick={() => blocker.reset?.()}>
              {t("shared.draft.stay")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
