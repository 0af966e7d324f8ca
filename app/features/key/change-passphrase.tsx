import { Button, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { PassphraseForm } from "#app/features/enrol/passphrase-form.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { changeLocksMutation } from "#app/queries/identity.ts";
import { setPassphrase } from "#client/keys/set-passphrase.ts";

/** The present passphrase, and a new one twice. */
export function ChangePassphrase() {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const account = useAccount();
  const queryClient = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [current, setCurrent] = useState("");
  const change = useMutation({
    ...changeLocksMutation<{ passphrase: string; next: string }, void>({
      ...{ registry, service, account, queryClient },
      change: (opening, { next }) => setPassphrase({ ...opening, passphrase: next }),
    }),
    onSuccess: () => {
      end();
      notifications.show({ message: t("key.done"), color: "green" });
    },
  });
  const end = () => {
    setCurrent("");
    close();
    change.reset();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {t("key.passphrase")}
      </Button>
      <Modal opened={opened} onClose={end} title={t("key.passphrase")} size="lg">
        <Stack>
          <Text size="sm">{t("key.passphraseDoes")}</Text>
          <Text size="sm" c="dimmed">
            {t("key.notRecalled")}
          </Text>
          <PasswordInput
            label={t("key.current")}
            description={t("key.currentHint")}
            autoComplete="current-password"
            data-autofocus
            value={current}
            disabled={change.isPending}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PassphraseForm
            submitLabel={t("key.passphraseSubmit")}
            busy={change.isPending}
            onSubmit={(next) => change.mutate({ passphrase: current, next })}
          >
            {change.isError && <ErrorState error={change.error} title={t("key.passphraseFailed")} />}
          </PassphraseForm>
        </Stack>
      </Modal>
    </>
  );
}
