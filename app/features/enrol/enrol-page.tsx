import { Paper, Stepper } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageTitle } from "#app/components/page-title.tsx";
import { useAccount } from "#app/hooks/use-account.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { createIdentityMutation, enrolMutation } from "#app/queries/identity.ts";
import { ConfirmWords } from "./confirm-words.tsx";
import { PassphraseForm } from "./passphrase-form.tsx";
import { PublishStep } from "./publish-step.tsx";
import { RecoveryWords } from "./recovery-words.tsx";

/** Three steps to an identity key: passphrase, recovery words (shown, then asked back), publish. */
export function EnrolPage({
  replace,
  onBegin,
  onDone,
}: {
  replace: boolean;
  onBegin: () => void;
  /** Told once the key is published, where the page around does not go on by itself. */
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const { registry, service, keys } = useKontor();
  const account = useAccount();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const narrow = useMediaQuery("(max-width: 36em)");
  const create = useMutation(createIdentityMutation({ registry, account }));
  const publish = useMutation(enrolMutation({ registry, service, wallet, keys, queryClient }));
  const [step, setStep] = useState<"words" | "confirm" | "publish">("words");
  const identity = create.data;
  const words = identity?.words.split(" ") ?? [];
  const active = identity === undefined ? 0 : step === "publish" ? 2 : 1;
  return (
    <>
      <PageTitle title={t("enrol.title")} description={t("enrol.intro")} />
      <Paper className="surface" p={{ base: "md", sm: "lg" }} maw={720}>
        <Stepper active={active} size="sm" mb="lg" iconSize={34} allowNextStepsSelect={false}>
          <Stepper.Step
            label={t("enrol.steps.passphrase")}
            description={narrow ? undefined : t("enrol.steps.passphraseHint")}
          />
          <Stepper.Step label={t("enrol.steps.words")} description={narrow ? undefined : t("enrol.steps.wordsHint")} />
          <Stepper.Step
            label={t("enrol.steps.publish")}
            description={narrow ? undefined : t("enrol.steps.publishHint")}
          />
        </Stepper>
        {identity === undefined && (
          <PassphraseForm
            submitLabel={t("enrol.continue")}
            busy={create.isPending}
            onSubmit={(passphrase) => {
              onBegin();
              create.mutate(passphrase);
            }}
          >
            {create.isError && <ErrorState error={create.error} title={t("enrol.makeFailed")} />}
          </PassphraseForm>
        )}
        {identity !== undefined && step === "words" && (
          <RecoveryWords words={words} onWritten={() => setStep("confirm")} />
        )}
        {identity !== undefined && step === "confirm" && (
          <ConfirmWords words={words} onBack={() => setStep("words")} onConfirmed={() => setStep("publish")} />
        )}
        {identity !== undefined && step === "publish" && (
          <PublishStep
            keyHash={identity.keyHash}
            busy={publish.isPending}
            ready={wallet !== undefined}
            error={publish.error}
            onPublish={() => publish.mutate({ identity, replace }, { onSuccess: () => onDone?.() })}
          />
        )}
      </Paper>
    </>
  );
}
