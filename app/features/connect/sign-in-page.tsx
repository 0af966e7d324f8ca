import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconSignature } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Address } from "viem";
import { useDisconnect } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { signInMutation } from "#app/queries/session.ts";

/** Proves to the service, with a signature, whose account this is. */
export function SignInPage({ address }: { address: Address }) {
  const { t } = useTranslation();
  const { service, registry } = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const disconnect = useDisconnect();
  const signIn = useMutation(signInMutation({ service, registry, wallet, queryClient }));
  return (
    <>
      <PageTitle title={t("connect.signInTitle")} description={t("connect.signInHint")} />
      <Stack maw={560}>
        {signIn.isError && <ErrorState error={signIn.error} title={t("connect.signInFailed")} />}
        <Paper className="surface" p="lg">
          <Stack>
            <div>
              <Text size="sm" c="dimmed">
                {t("connect.yourAddress")}
              </Text>
              <HashText value={address} name={t("connect.yourAddress")} full />
            </div>
            <Group>
              <Button
                leftSection={<IconSignature size={18} aria-hidden />}
                loading={signIn.isPending}
                disabled={wallet === undefined}
                onClick={() => signIn.mutate()}
              >
                {t("connect.signIn")}
              </Button>
              <Button variant="default" onClick={() => disconnect.mutate()}>
                {t("connect.useAnother")}
              </Button>
            </Group>
          </Stack>
        </Paper>
      </Stack>
    </>
  );
}
