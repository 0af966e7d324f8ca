import { Button, Group, List, Loader, Progress, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { formatCount } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useRotationContext } from "#app/hooks/use-rotation-context.ts";
import type { TrackedRotation } from "#app/runtime/rotations.ts";
import type { Rotation, RotationCause } from "#client/access/rotation.ts";

/** Why somebody could not be given a new key, where it is for them to act. */
const REASONS = ["PossessionNotProven", "KeyChanged", "NotEnrolled"] as const;

const STEPS = ["revoke", "epoch", "seal", "wrap"] as const;

/** One removal, revocation or renewal: its steps as they happen, who has to wait, and the way on. */
export function RotationCard({ tracked }: { tracked: TrackedRotation }) {
  const { t } = useTranslation();
  const kontor = useKontor();
  const context = useRotationContext();
  const { rotation, progress, running, error } = tracked;
  const again = useMutation({
    mutationFn: async () => {
      if (context !== undefined) await kontor.rotations.again({ context, id: rotation.id });
    },
  });
  const step = running ? (progress?.step ?? rotation.step) : rotation.step;
  const done = step === "done";
  const dismiss = () => void kontor.rotations.dismiss({ id: rotation.id });
  return (
    <Stack gap={8} className="surface" p="sm" data-rotation={rotation.cause.type} data-step={step}>
      <Text fw={600} size="sm" className="wrap" dir="auto">
        <Title cause={rotation.cause} />
      </Text>
      <RotationSteps step={step} running={running} />
      {running && step === "wrap" && progress !== null && progress.total > 0 && (
        <>
          <Progress value={(100 * progress.done) / progress.total} aria-label={t("sharing.rotation.steps.wrap")} />
          <Text size="xs">
            {t("sharing.rotation.wrapped", { done: formatCount(progress.done), count: progress.total })}
          </Text>
        </>
      )}
      {done && rotation.waiting.length === 0 && (
        <Text size="sm" role="status">
          {t("sharing.rotation.finished")}
        </Text>
      )}
      {done && rotation.garbled.length > 0 && (
        <Text size="sm">{t("sharing.rotation.garbled", { count: rotation.garbled.length })}</Text>
      )}
      {!running && rotation.waiting.length > 0 && <Waiting waiting={rotation.waiting} />}
      {!running && !done && (error === null || error === undefined) && (
        <Text size="sm">{t("sharing.rotation.interrupted")}</Text>
      )}
      {error !== null && error !== undefined && <ErrorState error={error} title={t("sharing.rotation.failed")} />}
      {!running && (
        <Group justify="flex-end" gap="xs">
          {done && (
            <Button size="xs" variant="subtle" onClick={dismiss}>
              {t("sharing.rotation.dismiss")}
            </Button>
          )}
          {(!done || rotation.waiting.length > 0) && (
            <Button size="xs" loading={again.isPending} disabled={context === undefined} onClick={() => again.mutate()}>
              {done ? t("sharing.rotation.tryAgain") : t("sharing.rotation.goOn")}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function Title({ cause }: { cause: RotationCause }) {
  const { t } = useTranslation();
  const names = useAccountNames();
  if (cause.type === "renewal") return t("sharing.rotation.renewal");
  const account = cause.type === "member" ? cause.account : cause.grantee;
  return t(`sharing.rotation.${cause.type}`, { name: names.get(account) ?? shortHex(account) });
}

function RotationSteps({ step, running }: { step: Rotation["step"]; running: boolean }) {
  const { t } = useTranslation();
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
            {t(`sharing.rotation.steps.${name}`)}
          </Text>
        </Group>
      ))}
    </ol>
  );
}

function Waiting({ waiting }: { waiting: Rotation["waiting"] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm">{t("sharing.rotation.waiting")}</Text>
      <List size="sm">
        {waiting.map(({ account, as, code }) => (
          <List.Item key={`${account} ${as}`}>
            <AccountName address={account} name={t("sharing.rotation.waiting")} />{" "}
            {t(`sharing.rotation.reasons.${REASONS.find((known) => known === code) ?? "other"}`)} <code>{code}</code>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
