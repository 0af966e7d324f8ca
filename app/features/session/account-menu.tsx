import { Button, Menu, Text } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import {
  IconCheck,
  IconChevronDown,
  IconCopy,
  IconLock,
  IconLogout,
  IconPlugX,
  IconUserCircle,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useConnection, useDisconnect } from "wagmi";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useActing } from "#app/hooks/use-acting.ts";
import { useIdentity } from "#app/hooks/use-identity.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { lockEverywhere } from "#app/queries/forget-member.ts";
import { sessionQuery, signOutMutation } from "#app/queries/session.ts";

/** Who is acting, for whom, and the ways out: lock, sign out, disconnect. */
export function AccountMenu() {
  const { t } = useTranslation();
  const kontor = useKontor();
  const { service } = kontor;
  const { address } = useConnection();
  const queryClient = useQueryClient();
  const clipboard = useClipboard();
  const disconnect = useDisconnect();
  const names = useAccountNames();
  const unlocked = useIdentity();
  const session = useQuery({ ...sessionQuery({ service }), enabled: address !== undefined });
  const signOut = useMutation(signOutMutation({ kontor, queryClient }));
  const { acting, choose } = useActing();
  if (address === undefined) return null;
  const name = names.get(address.toLowerCase()) ?? shortHex(address);
  const leave = () => {
    if (session.data) signOut.mutate();
    disconnect.mutate();
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          className="account"
          aria-label={`${t("session.account")}: ${name}`}
          leftSection={<IconUserCircle size={20} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          <Text truncate maw="10rem" size="sm" fw={500} dir="auto" visibleFrom="xs">
            {name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {session.data && session.data.memberships.length > 0 && (
          <>
            <Menu.Label>{t("session.actingFor")}</Menu.Label>
            {session.data.memberships.map((membership) => (
              <Menu.Item
                key={membership.organisation}
                onClick={() => choose(membership.organisation)}
                rightSection={
                  acting?.organisation === membership.organisation ? <IconCheck size={14} aria-hidden /> : null
                }
              >
                <Text size="sm" fw={500} className="wrap" dir="auto">
                  {membership.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {membership.roles.map(({ role }) => t(`session.roles.${role}`)).join(", ")}
                </Text>
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => {
            clipboard.copy(address);
            notifications.show({ message: t("session.copied") });
          }}
        >
          {t("session.copyAddress")}
          <Text size="xs" c="dimmed" component="span" display="block" className="hash">
            {shortHex(address)}
          </Text>
        </Menu.Item>
        {unlocked !== undefined && (
          <Menu.Item
            leftSection={<IconLock size={16} aria-hidden />}
            onClick={() => lockEverywhere({ kontor, queryClient })}
          >
            {t("session.lock")}
          </Menu.Item>
        )}
        {session.data && (
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            {t("session.signOut")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPlugX size={16} aria-hidden />} onClick={leave}>
          {t("session.disconnect")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
