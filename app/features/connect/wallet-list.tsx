import { Button, EmptyState, Stack, Text } from "@mantine/core";
import { IconWallet, IconWalletOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Connector, useConnectors } from "wagmi";

/** The wallets that announced themselves to the page (EIP-6963); new ones appear as they come. */
export function WalletList({ onChoose, busy }: { onChoose: (connector: Connector) => void; busy: string | null }) {
  const { t } = useTranslation();
  const connectors = useConnectors();
  const wallets = connectors.filter((connector) => connector.type !== "development");
  if (wallets.length === 0) {
    return (
      <EmptyState
        size="sm"
        icon={<IconWalletOff size={32} aria-hidden />}
        title={t("connect.noWallets")}
        description={t("connect.noWalletsHint")}
      />
    );
  }
  return (
    <Stack gap="xs">
      {wallets.map((wallet) => (
        <Button
          key={wallet.uid}
          variant="default"
          size="md"
          justify="flex-start"
          fullWidth
          loading={busy === wallet.uid}
          disabled={busy !== null && busy !== wallet.uid}
          onClick={() => onChoose(wallet)}
          leftSection={
            wallet.icon === undefined ? (
              <IconWallet size={22} aria-hidden />
            ) : (
              <img src={wallet.icon.trim()} width={22} height={22} alt="" />
            )
          }
        >
          <Text truncate fw={500}>
            {wallet.name}
          </Text>
        </Button>
      ))}
    </Stack>
  );
}
