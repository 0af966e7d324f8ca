import { Alert, Button, Group, PasswordInput, Progress, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconDice5 } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ratePassphraseLate, usePassphraseRating } from "#app/hooks/use-passphrase-rating.ts";
import { suggestPassphrase } from "#app/model/enrol/suggest-passphrase.ts";

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
  const { t } = useTranslation();
  const [suggested, setSuggested] = useState<string | null>(null);
  const form = useForm({
    initialValues: { passphrase: "", repeat: "" },
    validate: { repeat: (value, values) => (value === values.passphrase ? null : t("enrol.repeatWrong")) },
  });
  const rating = usePassphraseRating(form.values.passphrase);
  const advice = rating === null || rating.advice === "good" ? "" : t(`enrol.advice.${rating.advice}`);
  const submit = async ({ passphrase }: { passphrase: string }) => {
    const rated = await ratePassphraseLate(passphrase).catch(() => null);
    if (rated?.accepted) return onSubmit(passphrase);
    const problem = rated === null ? t("enrol.notRated") : t(`enrol.advice.${rated.advice}`);
    form.setFieldError("passphrase", problem);
    form.getInputNode("passphrase")?.focus();
  };
  const suggest = () => {
    const words = suggestPassphrase();
    setSuggested(words);
    form.setValues({ passphrase: words, repeat: "" });
    form.clearErrors();
  };
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
      <Stack>
        <PasswordInput
          label={t("enrol.passphrase")}
          description={t("enrol.passphraseDescription")}
          autoComplete="new-password"
          required
          withAsterisk={false}
          disabled={busy}
          {...form.getInputProps("passphrase")}
        />
        <div>
          <Progress
            value={rating?.percent ?? 0}
            color={COLORS[rating?.level ?? "none"]}
            aria-label={t("enrol.strength")}
            size="sm"
          />
          <Text size="sm" c="dimmed" mt={4} mih="1.5em" aria-live="polite">
            {[t(`enrol.levels.${rating?.level ?? "none"}`), advice].filter((part) => part !== "").join(". ")}
          </Text>
        </div>
        {suggested !== null && (
          <Alert color="blue" title={t("enrol.suggested")}>
            <Text className="hash" fz="md" data-testid="suggested-passphrase">
              {suggested}
            </Text>
          </Alert>
        )}
        <PasswordInput
          label={t("enrol.repeat")}
          autoComplete="new-password"
          required
          withAsterisk={false}
          disabled={busy}
          {...form.getInputProps("repeat")}
        />
        {children}
        {busy && (
          <Text size="sm" c="dimmed" role="status">
            {t("enrol.making")}
          </Text>
        )}
        <Group justify="space-between">
          <Button variant="default" leftSection={<IconDice5 size={18} aria-hidden />} onClick={suggest} disabled={busy}>
            {t("enrol.suggest")}
          </Button>
          <Button type="submit" loading={busy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
