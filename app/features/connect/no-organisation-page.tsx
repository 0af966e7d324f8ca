import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Address } from "viem";
import { useDisconnect } from "wagmi";
import { HashText } from "#app/components/hash-text.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useSessionPolling } from "#app/hooks/use-session-polling.ts";
import { queryKeys } from "#app/queries/keys.ts";

/** Signed in, but no organisation has given this account a role. Goes on by itself when one does. */
export function NoOrganisationPage({ address }: { address: Address }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const disconnect = useDisconnect();
  useSessionPolling();
  return (
    <>
      <PageTitle title={t("connect.noOrganisation")} description={t("connect.noOrganisationHint")} />
      <Paper className="surface" p="lg" maw={640}>
        <Stack>
          <div>
            <Text size="sm" c="dimmed">
              {t("connect.yourAddress")}
            </Text>
            <HashText value={address} name={t("connect.yourAddress")} full />
          </div>
          <Group>
            <Button
              variant="default"
              onClick={() => void queryClient.invalidateQueries({ queryKey: queryKeys.session })}
            >
              {t("connect.checkNow")}
            </Button>
            <Button component={Link} to="/mine" variant="default">
              {t("connect.iAmCustomer")}
            </Button>
            <Button variant="default" onClick={() => disconnect.mutate()}>
              {t("connect.useAnother")}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </>
  );
}
