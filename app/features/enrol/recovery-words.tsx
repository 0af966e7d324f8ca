import { Alert, Button, CopyButton, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** The 24 words, numbered, to be written down. */
export function RecoveryWords({ words, onWritten }: { words: readonly string[]; onWritten: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Alert color="yellow" icon={<IconPencil aria-hidden />}>
        {t("enrol.wordsIntro")}
      </Alert>
      <SimpleGrid component="ol" cols={{ base: 2, xs: 3, md: 4 }} spacing="xs" className="words">
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may appear twice; its position is what names it
          <Group component="li" key={index} gap={8} wrap="nowrap" className="word">
            <Text component="span" size="sm" c="dimmed" className="numeric" w="1.5em" ta="right">
              {index + 1}
            </Text>
            <Text component="span" fw={600} data-word={index + 1}>
              {word}
            </Text>
          </Group>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <CopyButton value={words.join(" ")}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              {copied ? t("shared.copied") : t("enrol.copyWords")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onWritten}>{t("enrol.wordsWritten")}</Button>
      </Group>
    </Stack>
  );
}
