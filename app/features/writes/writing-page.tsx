import { Anchor, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWrites } from "#app/hooks/use-writes.ts";
import { WriteCard } from "./write-card.tsx";

/** Stands in a form's place after it was sent: the write's steps as they happen. `done` shows once the chain has it. */
export function WritingPage({ id, done }: { id: string; done: ReactNode }) {
  const { t } = useTranslation();
  const tracked = useWrites().find(({ write }) => write.id === id);
  if (tracked?.write.state.step === "confirmed") return done;
  return (
    <Stack maw={640}>
      {tracked !== undefined && <WriteCard tracked={tracked} />}
      <Text size="sm" c="dimmed">
        {t("writes.leave")}{" "}
        <Anchor component={Link} to="/customers" size="sm" underline="always">
          {t("writes.toCustomers")}
        </Anchor>
      </Text>
    </Stack>
  );
}
