import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { changeLocksMutation } from "#app/queries/identity.ts";
import type { UnlockIdentityParameters } from "#client/keys/unlock-identity.ts";

export type LockChangeProps<Result> = {
  title: string;
  explanation: string;
  submit: string;
  failed: string;
  change: (opening: UnlockIdentityParameters) => Promise<Result>;
  /** Stands in the form's place after it is done; without it the dialog closes. */
  after?: (result: Result, close: () => void) => ReactNode;
};

/** One change of what opens the key, behind the present passphrase. */
export function LockChange<Result>({ title, explanation, submit, failed, change, after }: LockChangeProps<Result>) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const account = useAccount();
  const queryClient = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const form = useForm({ initialValues: { passphrase: "" } });
  const run = useMutation({
    ...changeLocksMutation<{ passphrase: string }, Result>({ registry, service, account, queryClient, change }),
    onSuccess: () => {
      if (after !== undefined) return;
      end();
      notifications.show({ message: t("key.done"), color: "green" });
    },
  });
  const end = () => {
    close();
    form.reset();
    run.reset();
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {submit}
      </Button>
      <Modal opened={opened} onClose={end} title={title} size="lg">
        {run.isSuccess && after !== undefined ? (
          after(run.data, end)
        ) : (
          <form noValidate onSubmit={form.onSubmit((values) => run.mutate(values))}>
            <Stack>
              <Text size="sm">{explanation}</Text>
              <Text size="sm" c="dimmed">
                {t("key.notRecalled")}
              </Text>
              <PasswordInput
                label={t("key.current")}
                description={t("key.currentHint")}
                autoComplete="current-password"
                data-autofocus
                disabled={run.isPending}
                {...form.getInputProps("passphrase")}
              />
              {run.isError && <ErrorState error={run.error} title={failed} />}
              <Group justify="flex-end">
                <Button variant="default" onClick={end}>
                  {t("shared.cancel")}
                </Button>
                <Button type="submit" loading={run.isPending} disabled={form.values.passphrase === ""}>
                  {submit}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </>
  );
}
