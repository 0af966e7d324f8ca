import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconShare } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKeyring } from "#app/hooks/use-keyring.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useShareContext } from "#app/hooks/use-share-context.ts";
import { describeKeyChange } from "#app/model/sharing/describe-key-change.ts";
import type { TrackedShare } from "#app/runtime/shares.ts";
import { KeyChanged } from "./key-changed.tsx";

/** What is to be shared with whom, what it waits for, and the way out while nothing is granted. */
export function ShareCard({ tracked }: { tracked: TrackedShare }) {
  const { t } = useTranslation();
  const { share, progress, error, running } = tracked;
  const names = useAccountNames();
  const name = names.get(share.grantee) ?? shortHex(share.grantee);
  const total = progress?.total ?? (share.customers === "all" ? 0 : share.customers.length);
  if (share.step === "done") {
    return (
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t("sharing.doneTitle")} role="status">
        {t("sharing.done", { count: total })}
      </Alert>
    );
  }
  const what = share.customers === "all" ? t("sharing.everything") : t("sharing.customers", { count: total });
  const waiting = share.waitingFor !== null && progress === null;
  return (
    <Stack gap="xs">
      <Alert
        color={waiting ? "yellow" : "blue"}
        icon={<IconShare aria-hidden />}
        role="status"
        data-sharing={waiting ? "waiting" : "working"}
        title={<bdi>{t("sharing.pending", { what, name })}</bdi>}
      >
        <Stack gap="xs">
          {waiting && (
            <Text size="sm">{t(`sharing.waitingFor.${share.waitingFor ?? "PossessionNotProven"}`, { name })}</Text>
          )}
          {!waiting && error === null && (
            <Text size="sm">{running ? t("sharing.working") : t("sharing.elsewhere")}</Text>
          )}
          {progress !== null && error === null && (
            <>
              <Progress value={total === 0 ? 0 : (100 * progress.done) / total} aria-label={t("sharing.working")} />
              <Text size="sm">{t("sharing.progress", { done: formatCount(progress.done), count: total })}</Text>
            </>
          )}
          {error === null && <Text size="xs">{t("sharing.stopHint")}</Text>}
          <ShareActions tracked={tracked} />
        </Stack>
      </Alert>
    </Stack>
  );
}

function ShareActions({ tracked: { share, error, running } }: { tracked: TrackedShare }) {
  const { t } = useTranslation();
  const { shares } = useKontor();
  const { id } = share;
  const context = useShareContext(useKeyring());
  const again = useMutation({
    mutationFn: async (acceptedKeys: readonly Hex[]) => {
      if (context !== undefined) await shares.again({ context, id, acceptedKeys });
    },
  });
  const cancel = useMutation({ mutationFn: () => shares.cancel({ id }) });
  const changed = error !== null && describeKeyChange(error) !== null;
  return (
    <>
      {changed && <KeyChanged error={error} onAgree={(keyHash) => again.mutate([keyHash])} />}
      {error !== null && !changed && <ErrorState error={error} title={t("sharing.failed")} />}
      {(running || error !== null) && (
        <Group justify="flex-end">
          <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("sharing.cancelShare")}
          </Button>
          {error !== null && !changed && (
            <Button
              size="xs"
              loading={again.isPending}
              disabled={context === undefined}
              onClick={() => again.mutate([])}
            >
              {t("sharing.again")}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
