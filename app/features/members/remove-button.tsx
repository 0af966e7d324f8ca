import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useRotationContext } from "#app/hooks/use-rotation-context.ts";
import { startRotationMutation } from "#app/queries/sharing.ts";

/** Ends a membership: the roles, and the keys of everything that comes after. */
export function RemoveButton({ member }: { member: Address }) {
  const { t } = useTranslation();
  const { rotations } = useKontor();
  const context = useRotationContext();
  const names = useAccountNames();
  const [opened, { open, close }] = useDisclosure(false);
  const start = useMutation({ ...startRotationMutation({ rotations, context }), onSuccess: close });
  const name = names.get(member) ?? shortHex(member);
  return (
    <>
      <Button size="xs" variant="default" onClick={open} aria-label={`${t("members.remove")}: ${name}`}>
        {t("members.remove")}
      </Button>
      <Modal opened={opened} onClose={close} title={<bdi>{t("members.removeTitle", { name })}</bdi>}>
        <Stack>
          <Text size="sm">{t("members.removeDoes")}</Text>
          <Alert color="yellow">{t("members.removeDoesNot")}</Alert>
          {start.isError && <ErrorState error={start.error} title={t("members.removeFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("shared.cancel")}
            </Button>
            <Button
              color="red"
              loading={start.isPending}
              disabled={context === undefined}
              onClick={() => start.mutate({ type: "member", account: member })}
            >
              {t("members.remove")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
