import { Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { text as shared } from "#app/components/text.ts";
import { formatDateTime } from "#app/format/dates.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { type ConsentState, consentsOf } from "#app/model/records/consents.ts";
import { newestProfile } from "#app/model/records/newest-profile.ts";
import { consentMutation } from "#app/queries/subject.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { GiveConsent } from "./give-consent.tsx";
import { text } from "./text.ts";

const COLORS = { given: "green", ended: "gray", withdrawn: "orange" } as const;

/** What the person has agreed to, and the ways to agree and to withdraw. */
export function Consents({ customer }: { customer: ReadCustomer }) {
  const [now] = useState(() => new Date());
  const [giving, { open, close }] = useDisclosure(false);
  const consents = consentsOf({ customer, now });
  const labels = newestProfile(customer)?.labels ?? { classification: "confidential", region: "EU" };
  return (
    <FormSection title={text.consents} hint={text.consentsHint}>
      {consents.length === 0 && <Text size="sm">{text.noConsents}</Text>}
      <Stack gap="md" component="ul" className="plain-list">
        {consents.map((state) => (
          <ConsentRow key={`${state.sequence}`} customer={customer} state={state} />
        ))}
      </Stack>
      <Group>
        <Button size="xs" onClick={open}>
          {text.give}
        </Button>
      </Group>
      {giving && <GiveConsent customer={customer.customer} labels={labels} onClose={close} />}
    </FormSection>
  );
}

function ConsentRow({ customer, state }: { customer: ReadCustomer; state: ConsentState }) {
  const { account } = useOwnIdentity();
  const { consent, author } = state;
  const { purpose, wording, given, until, withdrawn } = consent;
  const mine = author.toLowerCase() === account.toLowerCase();
  return (
    <Stack gap={4} component="li" data-consent={state.state}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div className="wrap">
          <Group gap="xs">
            <Text fw={600} size="sm" className="wrap" dir="auto">
              {purpose}
            </Text>
            <Badge variant="light" color={COLORS[state.state]} className="whole">
              {text.states[state.state]}
            </Badge>
          </Group>
          <Text size="sm" className="wrap lines" dir="auto">
            {wording}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              mine ? text.byYou : text.byOthers,
              text.givenAt(formatDateTime(given)),
              ...(until === undefined ? [] : [text.untilAt(formatDateTime(until))]),
              ...(withdrawn === undefined ? [] : [text.withdrawnAt(formatDateTime(withdrawn))]),
            ].join(" · ")}
          </Text>
        </div>
        {state.state === "given" && (
          <div className="whole">
            <Withdraw customer={customer} state={state} />
          </div>
        )}
      </Group>
    </Stack>
  );
}

function Withdraw({ customer, state: { consent } }: { customer: ReadCustomer; state: ConsentState }) {
  const kontor = useKontor();
  const identity = useOwnIdentity();
  const wallet = useWallet();
  const [opened, { open, close }] = useDisclosure(false);
  const withdraw = useMutation({
    ...consentMutation({ kontor, wallet, identity, customer: customer.customer }),
    onSuccess: close,
  });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={text.withdrawOf(consent.purpose)}>
        {text.withdraw}
      </Button>
      <Modal opened={opened} onClose={close} title={text.withdrawTitle}>
        <Stack>
          <Text size="sm" fw={600} className="wrap" dir="auto">
            {consent.purpose}
          </Text>
          <Text size="sm">{text.withdrawDoes}</Text>
          {withdraw.isError && <ErrorState error={withdraw.error} title={text.withdrawFailed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shared.cancel}
            </Button>
            <Button
              loading={withdraw.isPending}
              disabled={wallet === undefined}
              onClick={() => withdraw.mutate({ ...consent, withdrawn: new Date().toISOString() })}
            >
              {text.withdraw}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
