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
import { ALL_CUSTOMERS, type Grant } from "#protocol/chain/grants.ts";

/** Ends one grant: on the chain, and in the keys. */
export function RevokeButton({ grant, grantee }: { grant: Grant; grantee: Address }) {
  const { t } = useTranslation();
  const { rotations } = useKontor();
  const context = useRotationContext();
  const names = useAccountNames();
  const [opened, { open, close }] = useDisclosure(false);
  const start = useMutation({ ...startRotationMutation({ rotations, context }), onSuccess: close });
  const name = names.get(grantee) ?? shortHex(grantee);
  const { customer, scope } = grant;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={`${t("sharing.revoke")} ${name}`}>
        {t("sharing.revoke")}
      </Button>
      <Modal opened={opened} onClose={close} title={<bdi>{t("sharing.revokeTitle", { name })}</bdi>}>
        <Stack>
          <Text size="sm">{t("sharing.revokeDoes")}</Text>
          <Alert color="yellow">{t("sharing.revokeDoesNot")}</Alert>
          {customer === ALL_CUSTOMERS && <Alert color="red">{t("sharing.revokeAll")}</Alert>}
          {start.isError && <ErrorState error={start.error} title={t("sharing.revokeFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("shared.cancel")}
            </Button>
            <Button
              color="red"
              loading={start.isPending}
              disabled={context === undefined}
              onClick={() => start.mutate({ type: "grant", grantee, scope, customers: [customer] })}
            >
              {t("sharing.revoke")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
