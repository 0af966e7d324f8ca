import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { foundKeyMutation } from "#app/queries/organisation-keys.ts";
import type { Member } from "#protocol/api/organisations.ts";
import { text } from "./text.ts";

/** The organisation has no key: makes it, held first by the keepers who have a key of their own. */
export function FoundKey({ members }: { members: readonly Member[] }) {
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
    <Alert color="yellow" icon={<IconKey aria-hidden />} title={text.keyTitle}>
      <Stack gap="sm">
        <Text size="sm">{text.keyHint}</Text>
        {holders.length === 0 ? (
          <Text size="sm" fw={600}>
            {text.foundNoHolder}
          </Text>
        ) : (
          <>
            <Text size="sm">{text.foundHolders}</Text>
            <List size="sm">
              {holders.map(({ account }) => (
                <List.Item key={account}>
                  <AccountName address={account} name={text.columns.account} />
                </List.Item>
              ))}
            </List>
          </>
        )}
        {found.isError && <ErrorState error={found.error} title={text.foundFailed} />}
        <Group>
          <Button
            loading={found.isPending}
            disabled={holders.length === 0 || wallet === undefined}
            onClick={() => found.mutate(holders.map(({ account }) => account))}
          >
            {text.found}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
