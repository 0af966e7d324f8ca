import { Button, Group, List, Loader, Progress, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useRotationContext } from "#app/hooks/use-rotation-context.ts";
import type { TrackedRotation } from "#app/runtime/rotations.ts";
import type { Rotation } from "#client/access/rotation.ts";
import { text } from "./text.ts";

const STEPS = ["revoke", "epoch", "seal", "wrap"] as const;
const words = text.rotation;

/** One removal, revocation or renewal: its steps as they happen, who has to wait, and the way on. */
export function RotationCard({ tracked }: { tracked: TrackedRotation }) {
  const kontor = useKontor();
  const context = useRotationContext();
  const names = useAccountNames();
  const { rotation, progress, running, error } = tracked;
  const again = useMutation({
    mutationFn: async () => {
      if (context !== undefined) await kontor.rotations.again({ context, id: rotation.id });
    },
  });
  const step = running ? (progress?.step ?? rotation.step) : rotation.step;
  const done = step === "done";
  const dismiss = () => void kontor.rotations.dismiss({ id: rotation.id });
  const title = titleOf({ rotation, nameOf: (account) => names.get(account) ?? shortHex(account) });
  return (
    <Stack gap={8} className="surface" p="sm" data-rotation={rotation.cause.type} data-step={step}>
      <Text fw={600} size="sm" className="wrap" dir="auto">
        {title}
      </Text>
      <RotationSteps step={step} running={running} />
      {running && step === "wrap" && progress !== null && progress.total > 0 && (
        <>
          <Progress value={(100 * progress.done) / progress.total} aria-label={words.steps.wrap} />
          <Text size="xs">{words.wrapped(formatCount(progress.done), formatCount(progress.total))}</Text>
        </>
      )}
      {done && rotation.waiting.length === 0 && (
        <Text size="sm" role="status">
          {words.finished}
        </Text>
      )}
      {!running && rotation.waiting.length > 0 && <Waiting waiting={rotation.waiting} />}
      {!running && !done && (error === null || error === undefined) && <Text size="sm">{words.interrupted}</Text>}
      {error !== null && error !== undefined && <ErrorState error={error} title={words.failed} />}
      {!running && (
        <Group justify="flex-end" gap="xs">
          {done && (
            <Button size="xs" variant="subtle" onClick={dismiss}>
              {words.dismiss}
            </Button>
          )}
          {(!done || rotation.waiting.length > 0) && (
            <Button size="xs" loading={again.isPending} disabled={context === undefined} onClick={() => again.mutate()}>
              {done ? words.tryAgain : words.goOn}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function titleOf(parameters: { rotation: Rotation; nameOf: (account: string) => string }): string {
  const { rotation, nameOf } = parameters;
  const { cause } = rotation;
  if (cause.type === "member") return words.member(nameOf(cause.account));
  return cause.type === "grant" ? words.grant(nameOf(cause.grantee)) : words.renewal;
}

function RotationSteps({ step, running }: { step: Rotation["step"]; running: boolean }) {
  const reached = step === "done" ? STEPS.length : STEPS.indexOf(step);
  return (
    <ol className="steps">
      {STEPS.map((name, index) => (
        <Group component="li" key={name} gap={4} wrap="nowrap" {...(index < reached ? {} : { c: "dimmed" })}>
          {index < reached && <IconCircleCheckFilled size={16} aria-hidden className="step-done" />}
          {index === reached && running && <Loader size={14} aria-hidden />}
          {index === reached && !running && <IconAlertCircle size={16} aria-hidden className="step-stopped" />}
          {index > reached && <IconCircleDashed size={16} aria-hidden />}
          <Text size="xs" component="span">
            {words.steps[name]}
          </Text>
        </Group>
      ))}
    </ol>
  );
}

function Waiting({ waiting }: { waiting: Rotation["waiting"] }) {
  return (
    <div>
      <Text size="sm">{words.waiting}</Text>
      <List size="sm">
        {waiting.map(({ account, as, code }) => (
          <List.Item key={`${account} ${as}`}>
            <AccountName address={account} name={words.waiting} /> {words.reasons[code] ?? words.otherReason}{" "}
            <code>{code}</code>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
