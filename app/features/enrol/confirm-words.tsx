import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { choosePositions } from "#app/model/enrol/choose-positions.ts";

/** Asks three of the words back, so that a mistake in writing them down shows now and not in an emergency. */
export function ConfirmWords({
  words,
  onBack,
  onConfirmed,
}: {
  words: readonly string[];
  onBack: () => void;
  onConfirmed: () => void;
}) {
  const { t } = useTranslation();
  const [positions] = useState(() => choosePositions({ count: 3, total: words.length }));
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(positions.map((position) => [`${position}`, ""])),
    validate: Object.fromEntries(
      positions.map((position) => [
        `${position}`,
        (value: string) =>
          value.trim().toLowerCase() === words[position - 1] ? null : t("enrol.wordWrong", { position }),
      ]),
    ),
  });
  return (
    <form onSubmit={form.onSubmit(onConfirmed)} noValidate>
      <Stack>
        <Text size="sm">{t("enrol.confirmIntro")}</Text>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {positions.map((position) => (
            <TextInput
              key={position}
              label={t("enrol.wordNumber", { position })}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-position={position}
              {...form.getInputProps(`${position}`)}
            />
          ))}
        </SimpleGrid>
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t("enrol.back")}
          </Button>
          <Button type="submit">{t("enrol.continue")}</Button>
        </Group>
      </Stack>
    </form>
  );
}
