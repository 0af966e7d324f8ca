import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { text as shared } from "#app/components/text.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { consentMutation } from "#app/queries/subject.ts";
import type { Labels } from "#protocol/envelope/labels.ts";
import { text } from "./text.ts";

/** Purpose, wording, until: signed with the person's own wallet. */
export function GiveConsent({ customer, labels, onClose }: { customer: Hex; labels: Labels; onClose: () => void }) {
  const kontor = useKontor();
  const identity = useOwnIdentity();
  const wallet = useWallet();
  const give = useMutation({ ...consentMutation({ kontor, wallet, identity, customer }), onSuccess: onClose });
  const form = useForm({
    initialValues: { purpose: "", wording: "", until: "" },
    validate: {
      purpose: (value) => (value.trim() === "" ? text.needed : null),
      wording: (value) => (value.trim() === "" ? text.needed : null),
      until: (value) => (value !== "" && new Date(value).getTime() <= Date.now() ? text.untilPast : null),
    },
  });
  return (
    <Modal opened onClose={onClose} title={text.giveTitle}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ purpose, wording, until }) =>
          give.mutate({
            schema: "consent/1",
            labels,
            purpose: purpose.trim(),
            wording: wording.trim(),
            given: new Date().toISOString(),
            ...(until === "" ? {} : { until: new Date(until).toISOString() }),
            channel: "Kontor",
          }),
        )}
      >
        <Stack>
          <Text size="sm">{text.giveDoes}</Text>
          <TextInput
            label={text.purpose}
            description={text.purposeHint}
            data-autofocus
            {...form.getInputProps("purpose")}
          />
          <Textarea
            label={text.wording}
            description={text.wordingHint}
            autosize
            minRows={3}
            {...form.getInputProps("wording")}
          />
          <TextInput type="datetime-local" label={text.until} {...form.getInputProps("until")} />
          {give.isError && <ErrorState error={give.error} title={text.giveFailed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shared.cancel}
            </Button>
            <Button type="submit" loading={give.isPending} disabled={wallet === undefined}>
              {text.sign}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
