import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDisconnect, useSwitchChain } from "wagmi";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { describeChain } from "#app/runtime/chain.ts";

/** The wallet is on another network than the registry: says so, and offers to switch. */
export function WrongChainPage({ chainId }: { chainId: number }) {
  const { t } = useTranslation();
  const { settings } = useKontor();
  const switchChain = useSwitchChain();
  const disconnect = useDisconnect();
  const wanted = describeChain(settings).name;
  const given = describeChain({ chainId, rpcUrl: null }).name;
  return (
    <>
      <PageTitle title={t("connect.wrongChain")} />
      <Stack maw={560}>
        {switchChain.isError && <ErrorState error={switchChain.error} title={t("connect.switchFailed")} />}
        <Alert
          color="yellow"
          icon={<IconPlugConnectedX aria-hidden />}
          title={t("connect.wrongChainHint", { given, wanted })}
        >
          <Group mt="xs">
            <Button
              loading={switchChain.isPending}
              onClick={() => switchChain.mutate({ chainId: settings.chainId as never })}
            >
              {t("connect.switchTo", { name: wanted })}
            </Button>
            <Button variant="default" onClick={() => disconnect.mutate()}>
              {t("connect.useAnother")}
            </Button>
          </Group>
        </Alert>
      </Stack>
    </>
  );
}
