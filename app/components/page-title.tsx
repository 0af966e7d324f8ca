import { Box, Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

/** The one level-1 heading of a page; also the browser tab's title (which never carries personal data). */
export function PageTitle({
  title,
  tabTitle,
  description,
  children,
}: {
  title: string;
  tabTitle?: string;
  description?: ReactNode;
  children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${tabTitle ?? title} · Kontor`;
  }, [title, tabTitle]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Box className="wrap" flex="1 1 16rem">
        <Title order={1} fz={{ base: "h3", sm: "h2" }} className="wrap" dir="auto">
          {title}
        </Title>
        {description && (
          <Text c="dimmed" size="sm" component="div" mt={2}>
            {description}
          </Text>
        )}
      </Box>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
