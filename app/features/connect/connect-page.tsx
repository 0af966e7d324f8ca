import { Anchor, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useConnect } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { DevelopmentWalletList } from "./development-wallet-list.tsx";
import { WalletList } from "./wallet-list.tsx";

/** The first step: choose the wallet to act with. */
export function ConnectPage() {
  const { t } = useTranslation();
  const { developmentWallets } = useKontor();
  const connect = useConnect();
  const chosen = connect.variables?.connector;
  const busy = connect.isPending && chosen !== undefined && "uid" in chosen ? chosen.uid : null;
  const choose = (connector: Parameters<typeof connect.mutate>[0]["connector"]) => connect.mutate({ connector });
  return (
    <>
      <PageTitle title={t("connect.title")} description={t("connect.intro")} />
      <Stack gap="lg">
        {connect.isError && <ErrorState error={connect.error} title={t("connect.connectFailed")} />}
        <SimpleGrid cols={{ base: 1, md: developmentWallets.length > 0 ? 2 : 1 }} spacing="lg" maw={960}>
          {developmentWallets.length > 0 && (
            <Paper className="surface" p="lg" component="section" aria-labelledby="development-wallets">
              <Title order={2} fz="lg" id="development-wallets">
                {t("connect.developmentWallets")}
              </Title>
              <Text size="sm" c="dimmed" mb="md">
                {t("connect.developmentHint")}
              </Text>
              <DevelopmentWalletList busy={busy} onChoose={choose} />
            </Paper>
          )}
          <Paper className="surface" p="lg" component="section" aria-labelledby="your-wallets">
            <Title order={2} fz="lg" id="your-wallets" mb="md">
              {t("connect.yourWallets")}
            </Title>
            <WalletList busy={busy} onChoose={choose} />
          </Paper>
        </SimpleGrid>
        <Text size="sm">
          {t("connect.verifyInstead")}{" "}
          <Anchor component={Link} to="/verify" underline="always" size="sm">
            {t("connect.verifyLink")}
          </Anchor>
        </Text>
      </Stack>
    </>
  );
}
