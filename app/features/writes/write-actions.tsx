import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { findKeyring } from "#app/queries/organisation-keys.ts";
import { goOnMutation } from "#app/queries/writes.ts";
import type { TrackedWrite } from "#app/runtime/writes.ts";

/** The ways on for a write that stands still: again, on top of the newest entry, or not at all. */
export function WriteActions({ tracked, brief }: { tracked: TrackedWrite; brief: boolean }) {
  const { t } = useTranslation();
  const kontor = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const [sure, setSure] = useState(false);
  const { write } = tracked;
  const { state } = write;
  const keyring = findKeyring({ queryClient, organisation: write.organisation });
  const goOn = useMutation(goOnMutation({ kontor, wallet, keyring }));
  const rebase = state.step === "reverted" && state.remedy === "rebase";
  const final = state.step === "conflict" || (state.step === "reverted" && state.remedy === "none");
  const [customer] = write.customers;
  const isSubject = write.organisation === write.author;
  const canGoOn = !final && (!rebase || isSubject || keyring !== undefined);
  return (
    <>
      {goOn.isError && <ErrorState error={goOn.error} title={t("writes.failed")} />}
      {rebase && customer !== undefined && (
        <Text size="sm">
          <Link to={`/customers/${customer}`}>{t("writes.seeNewest")}</Link>
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        {sure ? (
          <Button size="xs" color="red" variant="light" onClick={() => void kontor.writes.dismiss({ id: write.id })}>
            {t("writes.discardSure")}
          </Button>
        ) : (
          <Button size="xs" variant="subtle" color="gray" onClick={() => setSure(true)}>
            {t("writes.discard")}
          </Button>
        )}
        {brief && state.step === "conflict" && customer !== undefined && (
          <Button size="xs" component={Link} to={`/customers/${customer}`}>
            {t("writes.conflict.decide")}
          </Button>
        )}
        {canGoOn && (
          <Button
            size="xs"
            loading={goOn.isPending}
            disabled={wallet === undefined}
            onClick={() => goOn.mutate(tracked)}
          >
            {rebase
              ? t("writes.rebase")
              : state.step === "prepared" || state.step === "stored"
                ? t("writes.goOn")
                : t("writes.again")}
          </Button>
        )}
      </Group>
    </>
  );
}
