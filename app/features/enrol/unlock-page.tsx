import { Alert, Anchor, Button, Group, Paper, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconFingerprint, IconFlask, IconLockOpen } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useUnlockWithPasskey } from "#app/hooks/use-unlock-with-passkey.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { finishEnrolmentMutation, unlockMutation } from "#app/queries/identity.ts";
import { RecoverPage } from "./recover-page.tsx";

/** Opens the locked key with its passphrase; `unfinished` publishes it as well. */
export function UnlockPage({ unfinished, onLost }: { unfinished: boolean; onLost: () => void }) {
  const { t } = useTranslation();
  const { registry, service, keys, developmentWallets } = useKontor();
  const account = useAccount();
  const wallet = useWallet();
  const parameters = { registry, service, account, keys };
  const unlock = useMutation(
    unfinished ? finishEnrolmentMutation({ ...parameters, wallet }) : unlockMutation(parameters),
  );
  const passkey = useUnlockWithPasskey();
  const [recovering, setRecovering] = useState(false);
  const form = useForm({ initialValues: { passphrase: "" } });
  const demo = developmentWallets.find(({ address }) => address.toLowerCase() === account.toLowerCase())?.passphrase;
  if (recovering) return <RecoverPage onBack={() => setRecovering(false)} onLost={onLost} />;
  return (
    <>
      <PageTitle
        title={t("enrol.unlockTitle")}
        description={unfinished ? t("enrol.resumed") : t("enrol.unlockIntro")}
      />
      <Paper className="surface" p="lg" maw={520}>
        <form onSubmit={form.onSubmit(({ passphrase }) => unlock.mutate(passphrase))} noValidate>
          <Stack>
            {demo && (
              <Alert color="yellow" icon={<IconFlask aria-hidden />}>
                <Group justify="space-between" gap="xs">
                  <Text size="sm" className="wrap">
                    {t("enrol.developmentPassphrase", { passphrase: demo })}
                  </Text>
                  <Button size="xs" variant="default" onClick={() => form.setFieldValue("passphrase", demo)}>
                    {t("enrol.useIt")}
                  </Button>
                </Group>
              </Alert>
            )}
            <PasswordInput
              label={t("enrol.passphrase")}
              autoComplete="current-password"
              autoFocus
              disabled={unlock.isPending}
              {...form.getInputProps("passphrase")}
            />
            <Text size="sm" c="dimmed" mih="1.5em" role="status">
              {unlock.isPending ? t("enrol.unlocking") : ""}
            </Text>
            {passkey.unlock.isError && <ErrorState error={passkey.unlock.error} title={t("enrol.unlockFailed")} />}
            {unlock.isError && <ErrorState error={unlock.error} title={t("enrol.unlockFailed")} />}
            <Group justify="space-between">
              {unfinished ? (
                <span />
              ) : (
                <Anchor component="button" type="button" size="sm" onClick={() => setRecovering(true)}>
                  {t("enrol.forgot")}
                </Anchor>
              )}
              <Button
                type="submit"
                loading={unlock.isPending}
                disabled={form.values.passphrase === ""}
                leftSection={<IconLockOpen size={18} aria-hidden />}
              >
                {unfinished ? t("enrol.publish") : t("enrol.unlock")}
              </Button>
            </Group>
            {passkey.offered && !unfinished && (
              <Button
                variant="default"
                loading={passkey.unlock.isPending}
                leftSection={<IconFingerprint size={18} aria-hidden />}
                onClick={() => passkey.unlock.mutate()}
              >
                {t("enrol.usePasskey")}
              </Button>
            )}
          </Stack>
        </form>
      </Paper>
    </>
  );
}
