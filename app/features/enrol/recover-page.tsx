import { Anchor, Group, Paper, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { recoverMutation } from "#app/queries/identity.ts";
import { PassphraseForm } from "./passphrase-form.tsx";

/** Opens the key with the 24 words and puts a new passphrase on it. */
export function RecoverPage({ onBack, onLost }: { onBack: () => void; onLost: () => void }) {
  const { t } = useTranslation();
  const { registry, service, keys } = useKontor();
  const account = useAccount();
  const recover = useMutation(recoverMutation({ registry, service, account, keys }));
  const [words, setWords] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (passphrase: string) => {
    const count = words.split(/\s+/).filter((word) => word !== "").length;
    setWrong(count === 24 ? null : t("enrol.recoveryWordsWrong", { count }));
    if (count === 24) recover.mutate({ words, passphrase });
  };
  return (
    <>
      <PageTitle title={t("enrol.recoverTitle")} description={t("enrol.recoverIntro")} />
      <Paper className="surface" p="lg" maw={640}>
        <Stack>
          <Textarea
            label={t("enrol.recoveryWords")}
            autosize
            minRows={3}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={words}
            error={wrong}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <PassphraseForm submitLabel={t("enrol.recover")} busy={recover.isPending} onSubmit={submit}>
            {recover.isError && <ErrorState error={recover.error} title={t("enrol.recoverFailed")} />}
          </PassphraseForm>
          <Group justify="space-between">
            <Anchor component="button" type="button" size="sm" ta="left" onClick={onBack}>
              {t("enrol.backToUnlock")}
            </Anchor>
            <Anchor component="button" type="button" size="sm" ta="left" onClick={onLost}>
              {t("enrol.forgottenBoth")}
            </Anchor>
          </Group>
        </Stack>
      </Paper>
    </>
  );
}
