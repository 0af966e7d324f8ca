import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";
import { describeCode } from "#app/errors/describe-error.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { nameOfWrite } from "#app/model/writes/name-of-write.ts";
import type { TrackedWrite } from "#app/runtime/writes.ts";
import { STOPPED_STEPS } from "#client/write/write.ts";
import { kindName } from "#protocol/chain/kinds.ts";
import { ConflictForm } from "./conflict-form.tsx";
import { WriteActions } from "./write-actions.tsx";
import { WriteProgress } from "./write-progress.tsx";

/** One write: what it is, how far it is, what stops it, and what can be done about it; `brief` where there is little room. */
export function WriteCard({ tracked, brief = false }: { tracked: TrackedWrite; brief?: boolean }) {
  const { t } = useTranslation();
  const { writes } = useKontor();
  const { write, running, error } = tracked;
  const { state, appends, customers } = write;
  const [first] = appends;
  const [customer] = customers;
  const finished = state.step === "confirmed";
  const kind = first === undefined ? "" : t(`records.kinds.${kindName(first.kind)}`);
  return (
    <Stack gap={8} className="surface" p="sm" data-write={write.id} data-step={state.step}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" className="wrap" dir="auto">
          {nameOfWrite(tracked) ?? `${kind} ${customer === undefined ? "" : shortHex(customer)}`}
        </Text>
        {customer !== undefined && finished && (
          <Anchor component={Link} to={`/customers/${customer}`} size="sm" className="nowrap">
            {t("writes.customer")}
          </Anchor>
        )}
      </Group>
      <WriteProgress tracked={tracked} />
      <Text size="sm" c="dimmed" role="status">
        <StateWords tracked={tracked} />
      </Text>
      {state.step === "reverted" && state.remedy !== "rebase" && (
        <Text size="sm" className="wrap">
          {describeCode(state.code).message} <code>{state.code}</code>
        </Text>
      )}
      {error !== null && error !== undefined && <ErrorState error={error} title={t("writes.failed")} />}
      {!running && !brief && state.step === "conflict" && (
        <ConflictForm key={state.customers.map(({ head }) => head).join()} write={write} />
      )}
      {!running && !finished && <WriteActions tracked={tracked} brief={brief} />}
      {finished && (
        <Group justify="flex-end">
          <Button size="xs" variant="subtle" onClick={() => void writes.dismiss({ id: write.id })}>
            {t("writes.dismiss")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** What is happening, or why nothing is. */
function StateWords({ tracked: { write, running, error } }: { tracked: TrackedWrite }) {
  const { t } = useTranslation();
  const { state } = write;
  if (state.step === "reverted" && state.remedy === "rebase") return t("writes.stale");
  const unfinished = state.step !== "confirmed" && !STOPPED_STEPS.includes(state.step);
  return unfinished && !running && error === null ? t("writes.elsewhere") : t(`writes.states.${state.step}`);
}
