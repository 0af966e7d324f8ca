import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { ErrorState } from "#app/components/error-state.tsx";
import { shortHex } from "#app/format/short-hex.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { text as words } from "#app/model/records/text.ts";
import { nameOfWrite } from "#app/model/writes/name-of-write.ts";
import type { TrackedWrite } from "#app/runtime/writes.ts";
import { STOPPED_STEPS } from "#client/write/write.ts";
import { kindName } from "#protocol/chain/kinds.ts";
import { text } from "./text.ts";
import { WriteActions } from "./write-actions.tsx";
import { WriteProgress } from "./write-progress.tsx";

/** One write: what it is, how far it is, what stops it, and what can be done about it. */
export function WriteCard({ tracked }: { tracked: TrackedWrite }) {
  const { writes } = useKontor();
  const { write, running, error } = tracked;
  const { state, appends, customers } = write;
  const [first] = appends;
  const [customer] = customers;
  const finished = state.step === "confirmed";
  const kind = first === undefined ? "" : words.kinds[kindName(first.kind)];
  return (
    <Stack gap={8} className="surface" p="sm" data-write={write.id} data-step={state.step}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" className="wrap" dir="auto">
          {nameOfWrite(tracked) ?? `${kind} ${customer === undefined ? "" : shortHex(customer)}`}
        </Text>
        {customer !== undefined && finished && (
          <Anchor component={Link} to={`/customers/${customer}`} size="sm" className="nowrap">
            {text.customer}
          </Anchor>
        )}
      </Group>
      <WriteProgress tracked={tracked} />
      <Text size="sm" c="dimmed" role="status">
        {wordsOf(tracked)}
      </Text>
      {state.step === "reverted" && state.remedy !== "rebase" && (
        <Text size="sm" className="wrap">
          {state.message} <code>{state.code}</code>
        </Text>
      )}
      {error !== null && error !== undefined && <ErrorState error={error} title={text.failed} />}
      {!running && !finished && <WriteActions tracked={tracked} />}
      {finished && (
        <Group justify="flex-end">
          <Button size="xs" variant="subtle" onClick={() => void writes.dismiss({ id: write.id })}>
            {text.dismiss}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** What is happening, or why nothing is. */
function wordsOf({ write: { state }, running, error }: TrackedWrite): string {
  if (state.step === "reverted" && state.remedy === "rebase") return text.stale;
  const unfinished = state.step !== "confirmed" && !STOPPED_STEPS.includes(state.step);
  return unfinished && !running && error === null ? text.elsewhere : text.states[state.step];
}
