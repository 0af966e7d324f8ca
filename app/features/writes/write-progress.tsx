import { Group, Loader, Text } from "@mantine/core";
import { IconAlertCircle, IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { progressOfWrite } from "#app/model/writes/progress-of-write.ts";
import type { TrackedWrite } from "#app/runtime/writes.ts";

/** The four steps of a write, with where it is now. */
export function WriteProgress({ tracked }: { tracked: TrackedWrite }) {
  const { t } = useTranslation();
  const { done, state } = progressOfWrite(tracked.write.state.step);
  return (
    <ol className="steps" aria-label={t("writes.title")}>
      {t("writes.steps", { returnObjects: true }).map((label, index) => {
        const reached = index < done;
        const next = index === done;
        return (
          <Group component="li" key={label} gap={4} wrap="nowrap" {...(reached ? {} : { c: "dimmed" })}>
            {reached && <IconCircleCheckFilled size={16} aria-hidden className="step-done" />}
            {next && state === "going" && tracked.running && <Loader size={14} aria-hidden />}
            {next && (state === "stopped" || !tracked.running) && state !== "done" && (
              <IconAlertCircle size={16} aria-hidden className="step-stopped" />
            )}
            {!reached && !next && <IconCircleDashed size={16} aria-hidden />}
            <Text size="xs" component="span">
              {label}
            </Text>
          </Group>
        );
      })}
    </ol>
  );
}
