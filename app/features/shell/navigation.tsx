import { NavLink, Stack } from "@mantine/core";
import { IconAddressBook, IconId, IconKey, IconShieldCheck, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useConnection } from "wagmi";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { sessionQuery } from "#app/queries/session.ts";

const PLACES = [
  { to: "/customers", label: "shell.customers", Icon: IconAddressBook, members: true },
  { to: "/members", label: "shell.members", Icon: IconUsersGroup, members: true },
  { to: "/mine", label: "shell.mine", Icon: IconId, members: false },
  { to: "/key", label: "shell.key", Icon: IconKey, members: false },
  { to: "/verify", label: "shell.verify", Icon: IconShieldCheck, members: false },
] as const;

/** `onNavigate` closes the drawer on a phone. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { service } = useKontor();
  const { address } = useConnection();
  const session = useQuery({ ...sessionQuery({ service }), enabled: address !== undefined });
  // A customer's own wallet has nothing behind the members' pages.
  const isAlone = session.data?.address === address?.toLowerCase() && session.data?.memberships.length === 0;
  const places = PLACES.filter(({ members }) => !(members && isAlone));
  return (
    <Stack gap={4}>
      {places.map(({ to, label, Icon }) => {
        const here = pathname === to || pathname.startsWith(`${to}/`);
        return (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={t(label)}
            leftSection={<Icon size={20} stroke={1.6} aria-hidden />}
            active={here}
            aria-current={here ? "page" : undefined}
            onClick={onNavigate}
            className="nav-link"
          />
        );
      })}
    </Stack>
  );
}
