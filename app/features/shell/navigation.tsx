import { NavLink, Stack } from "@mantine/core";
import { IconAddressBook, IconId, IconKey, IconShieldCheck, IconUsersGroup } from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { text } from "./text.ts";

const PLACES = [
  { to: "/customers", label: text.customers, Icon: IconAddressBook },
  { to: "/members", label: text.members, Icon: IconUsersGroup },
  { to: "/mine", label: text.mine, Icon: IconId },
  { to: "/key", label: text.key, Icon: IconKey },
  { to: "/verify", label: text.verify, Icon: IconShieldCheck },
] as const;

/** `onNavigate` closes the drawer on a phone. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const { pathname } = useLocation();
  return (
    <Stack gap={4}>
      {PLACES.map(({ to, label, Icon }) => {
        const here = pathname === to || pathname.startsWith(`${to}/`);
        return (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={label}
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
