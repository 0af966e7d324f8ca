import { ActionIcon, Indicator, Popover, ScrollArea, Stack, Text, Title, Tooltip } from "@mantine/core";
import { IconCloudUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { formatCount } from "#app/format/numbers.ts";
import { useWrites } from "#app/hooks/use-writes.ts";
import { WriteCard } from "./write-card.tsx";

/** What is being written, from every page; a write goes on while the member does something else. */
export function WritesTray() {
  const { t } = useTranslation();
  const writes = useWrites();
  const open = writes.filter(({ write }) => write.state.step !== "confirmed").length;
  if (writes.length === 0) return null;
  return (
    <Popover position="bottom-end" width={360} shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label={t("writes.title")}>
          <Indicator label={formatCount(open)} size={16} disabled={open === 0} offset={5} color="red">
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("writes.open", { count: open })}>
              <IconCloudUp size={20} aria-hidden />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p="sm" className="tray">
        <Title order={2} fz="md" mb="xs">
          {t("writes.title")}
        </Title>
        <ScrollArea.Autosize mah="60vh">
          <Stack gap="sm">
            {writes.toReversed().map((tracked) => (
              <WriteCard key={tracked.write.id} tracked={tracked} brief />
            ))}
            {writes.length === 0 && <Text size="sm">{t("writes.none")}</Text>}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
