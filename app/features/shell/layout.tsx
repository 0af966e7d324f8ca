import { AppShell, Badge, Burger, Group, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, ScrollRestoration } from "react-router";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { AccountMenu } from "#app/features/session/account-menu.tsx";
import { WritesTray } from "#app/features/writes/writes-tray.tsx";
import { useBackground } from "#app/hooks/use-background.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { AppearanceMenu } from "./appearance-menu.tsx";
import { Brand } from "./brand.tsx";
import { ConnectionNotice } from "./connection-notice.tsx";
import { Navigation } from "./navigation.tsx";

/** The frame: header, navigation (a drawer on phones), and the page. */
export function Layout() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const { settings } = useKontor();
  useBackground();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "md", sm: "lg" }}
      withBorder={false}
    >
      <a href="#content" className="skip-link">
        {t("shell.skip")}
      </a>
      <AppShell.Header className="header">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t("shell.menu")}
              aria-expanded={opened}
            />
            <Link to="/customers" className="row-link" aria-label={t("shell.product")}>
              <Brand />
            </Link>
            {settings.development && (
              <Tooltip label={t("shell.developmentChain")}>
                <Badge color="yellow" variant="light" visibleFrom="xs" tabIndex={0}>
                  {t("shell.developmentShort")}
                </Badge>
              </Tooltip>
            )}
          </Group>
          <Group gap={4} wrap="nowrap">
            <WritesTray />
            <AppearanceMenu />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className="navbar" aria-label={t("shell.navigation")}>
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className="page">
          <ConnectionNotice />
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
