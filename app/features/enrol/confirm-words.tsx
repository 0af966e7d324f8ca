import { Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { choosePositions } from "#app/model/enrol/choose-positions.ts";
import { text } from "./text.ts";

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
  const [positions] = useState(() => choosePositions({ count: 3, total: words.length }));
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(positions.map((position) => [`${position}`, ""])),
    validate: Object.fromEntries(
      positions.map((position) => [
        `${position}`,
        (value: string) => (value.trim().toLowerCase() === words[position - 1] ? null : text.wordWrong(position)),
      ]),
    ),
  });
  return (
    <form onSubmit={form.onSubmit(onConfirmed)} noValidate>
      <Stack>
        <Text size="sm">{text.confirmIntro}</Text>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {positions.map((position) => (
            <TextInput
              key={position}
              label={text.wordNumber(position)}
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
            {text.back}
          </Button>
          <Button type="submit">{text.continue}</Button>
        </Group>
      </Stack>
    </form>
  );
}
