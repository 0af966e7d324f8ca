import { Anchor, Group, Paper, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { recoverMutation } from "#app/queries/identity.ts";
import { PassphraseForm } from "./passphrase-form.tsx";
import { text } from "./text.ts";

/** Opens the key with the 24 words and puts a new passphrase on it. */
export function RecoverPage({ onBack, onLost }: { onBack: () => void; onLost: () => void }) {
  const { registry, service, keys } = useKontor();
  const account = useAccount();
  const recover = useMutation(recoverMutation({ registry, service, account, keys }));
  const [words, setWords] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (passphrase: string) => {
    const count = words.split(/\s+/).filter((word) => word !== "").length;
    setWrong(count === 24 ? null : text.recoveryWordsWrong(count));
    if (count === 24) recover.mutate({ words, passphrase });
  };
  return (
    <>
      <PageTitle title={text.recoverTitle} description={text.recoverIntro} />
      <Paper className="surface" p="lg" maw={640}>
        <Stack>
          <Textarea
            label={text.recoveryWords}
            autosize
            minRows={3}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={words}
            error={wrong}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <PassphraseForm submitLabel={text.recover} busy={recover.isPending} onSubmit={submit}>
            {recover.isError && <ErrorState error={recover.error} title={text.recoverFailed} />}
          </PassphraseForm>
          <Group justify="space-between">
            <Anchor component="button" type="button" size="sm" ta="left" onClick={onBack}>
              {text.backToUnlock}
            </Anchor>
            <Anchor component="button" type="button" size="sm" ta="left" onClick={onLost}>
              {text.forgottenBoth}
            </Anchor>
          </Group>
        </Stack>
      </Paper>
    </>
  );
}
