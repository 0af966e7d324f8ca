import { Container, MantineProvider, Stack } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import { WagmiProvider } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { Brand } from "#app/features/shell/brand.tsx";
import { i18n } from "#app/i18n/i18n.ts";
import { startQuery } from "#app/queries/start.ts";
import { createQueryClient } from "./queries/create-query-client.ts";
import { createRouter } from "./routes.tsx";
import type { Kontor } from "./runtime/kontor.ts";
import { KontorContext } from "./runtime/kontor-context.ts";
import { resolveCssVariables, theme } from "./theme.ts";

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} cssVariablesResolver={resolveCssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" autoClose={6_000} />
        <QueryClientProvider client={queryClient}>
          <Startup />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}

/** Asks the service which registry it serves; without an answer there is nothing to show but that. */
function Startup() {
  const { t } = useTranslation();
  const start = useQuery(startQuery);
  if (start.data !== undefined) return <Started kontor={start.data} />;
  return (
    <Container size="sm" py="xl" component="main">
      <Stack gap="xl">
        <Brand />
        {start.isError ? (
          <ErrorState error={start.error} title={t("shell.noService")} onRetry={() => void start.refetch()} />
        ) : (
          <PageSkeleton rows={3} />
        )}
      </Stack>
    </Container>
  );
}

function Started({ kontor }: { kontor: Kontor }) {
  const [router] = useState(createRouter);
  return (
    <KontorContext value={kontor}>
      <WagmiProvider config={kontor.wagmi}>
        <RouterProvider router={router} />
      </WagmiProvider>
    </KontorContext>
  );
}
