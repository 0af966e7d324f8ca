import { Badge, Group, Stack, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Connector, useConnectors } from "wagmi";
import { useKontor } from "#app/hooks/use-kontor.ts";
import type { DevelopmentWallet } from "#app/runtime/development-wallets.ts";

/** The local test chain's people, by organisation: one click connects as one of them. */
export function DevelopmentWalletList({
  onChoose,
  busy,
}: {
  onChoose: (connector: Connector) => void;
  busy: string | null;
}) {
  const { t } = useTranslation();
  const connectors = useConnectors();
  const { developmentWallets } = useKontor();
  const byOrganisation = Map.groupBy(developmentWallets, (wallet) => wallet.organisation);
  const connectorOf = (wallet: DevelopmentWallet) =>
    connectors.find((connector) => connector.id === `development-${wallet.address.toLowerCase()}`);
  return (
    <Stack gap="md">
      {[...byOrganisation].map(([organisation, wallets]) => (
        <Stack key={organisation} gap={6}>
          <Text size="sm" fw={600} c="dimmed">
            {organisation ?? t("connect.customers")}
          </Text>
          {wallets.map((wallet) => {
            const connector = connectorOf(wallet);
            if (connector === undefined) return null;
            return (
              <UnstyledButton
                key={wallet.address}
                className="choice"
                disabled={busy !== null}
                aria-busy={busy === connector.uid}
                onClick={() => onChoose(connector)}
              >
                <Group justify="space-between" wrap="nowrap" gap="sm">
                  <Text fw={500} truncate>
                    <VisuallyHidden>{t("connect.connectAs")}</VisuallyHidden> {wallet.name}
                  </Text>
                  <Group gap="xs" wrap="nowrap">
                    <Badge variant="light" color="gray">
                      {t(`connect.plays.${wallet.plays}`)}
                      {wallet.newcomer ? t("connect.newcomer") : ""}
                    </Badge>
                    <IconChevronRight size={16} aria-hidden />
                  </Group>
                </Group>
              </UnstyledButton>
            );
          })}
        </Stack>
      ))}
    </Stack>
  );
}
