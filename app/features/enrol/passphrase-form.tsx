import { Alert, Button, Group, PasswordInput, Progress, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconDice5 } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { suggestPassphrase } from "#app/model/enrol/suggest-passphrase.ts";
import { ratePassphrase } from "./rate-passphrase.ts";
import { text } from "./text.ts";

const COLORS = { none: "gray", weak: "red", fair: "yellow", strong: "green" } as const;

/** Chooses a new passphrase: rated while typed, entered twice, or suggested. */
export function PassphraseForm({
  submitLabel,
  busy,
  onSubmit,
  children,
}: {
  submitLabel: string;
  busy: boolean;
  onSubmit: (passphrase: string) => void;
  children?: ReactNode;
}) {
  const [suggested, setSuggested] = useState<string | null>(null);
  const form = useForm({
    initialValues: { passphrase: "", repeat: "" },
    validate: {
      passphrase: (value) => {
        const rating = ratePassphrase(value);
        return rating.accepted ? null : text.advice[rating.advice];
      },
      repeat: (value, values) => (value === values.passphrase ? null : text.repeatWrong),
    },
  });
  const rating = ratePassphrase(form.values.passphrase);
  const suggest = () => {
    const words = suggestPassphrase();
    setSuggested(words);
    form.setValues({ passphrase: words, repeat: "" });
    form.clearErrors();
  };
  return (
    <form onSubmit={form.onSubmit((values) => onSubmit(values.passphrase))} noValidate>
      <Stack>
        <PasswordInput
          label={text.passphrase}
          description={text.passphraseDescription}
          autoComplete="new-password"
          required
          withAsterisk={false}
          disabled={busy}
          {...form.getInputProps("passphrase")}
        />
        <div>
          <Progress value={rating.percent} color={COLORS[rating.level]} aria-label={text.strength} size="sm" />
          <Text size="sm" c="dimmed" mt={4} mih="1.5em" aria-live="polite">
            {[text.levels[rating.level], rating.advice === "good" ? "" : text.advice[rating.advice]]
              .filter((part) => part !== "")
              .join(". ")}
          </Text>
        </div>
        {suggested !== null && (
          <Alert color="blue" title={text.suggested}>
            <Text className="hash" fz="md" data-testid="suggested-passphrase">
              {suggested}
            </Text>
          </Alert>
        )}
        <PasswordInput
          label={text.repeat}
          autoComplete="new-password"
          required
          withAsterisk={false}
          disabled={busy}
          {...form.getInputProps("repeat")}
        />
        {children}
        {busy && (
          <Text size="sm" c="dimmed" role="status">
            {text.making}
          </Text>
        )}
        <Group justify="space-between">
          <Button variant="default" leftSection={<IconDice5 size={18} aria-hidden />} onClick={suggest} disabled={busy}>
            {text.suggest}
          </Button>
          <Button type="submit" loading={busy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
