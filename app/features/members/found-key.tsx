import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { foundKeyMutation } from "#app/queries/organisation-keys.ts";
import type { Member } from "#protocol/api/organisations.ts";

/** The organisation has no key: makes it, held first by the keepers who have a key of their own. */
export function FoundKey({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const { organisation } = useMember();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const found = useMutation(foundKeyMutation({ registry, service, wallet, organisation, queryClient }));
  const holders = members.filter(
    ({ account, roles, keyHash }) =>
      account !== organisation && keyHash !== null && roles.some(({ role }) => role === "KEEPER"),
  );
  return (
    <Alert color="yellow" icon={<IconKey aria-hidden />} title={t("members.keyTitle")}>
      <Stack gap="sm">
        <Text size="sm">{t("members.keyHint")}</Text>
        {holders.length === 0 ? (
          <Text size="sm" fw={600}>
            {t("members.foundNoHolder")}
          </Text>
        ) : (
          <>
            <Text size="sm">{t("members.foundHolders")}</Text>
            <List size="sm">
              {holders.map(({ account }) => (
                <List.Item key={account}>
                  <AccountName address={account} name={t("members.columns.account")} />
                </List.Item>
              ))}
            </List>
          </>
        )}
        {found.isError && <ErrorState error={found.error} title={t("members.foundFailed")} />}
        <Group>
          <Button
            loading={found.isPending}
            disabled={holders.length === 0 || wallet === undefined}
            onClick={() => found.mutate(holders.map(({ account }) => account))}
          >
            {t("members.found")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
