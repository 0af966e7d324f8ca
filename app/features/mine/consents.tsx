import { Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useOwnIdentity } from "#app/hooks/use-own-identity.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { type ConsentState, consentsOf } from "#app/model/records/consents.ts";
import { newestProfile } from "#app/model/records/newest-profile.ts";
import { consentMutation } from "#app/queries/subject.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { GiveConsent } from "./give-consent.tsx";

const COLORS = { given: "green", ended: "gray", withdrawn: "orange" } as const;

/** What the person has agreed to, and the ways to agree and to withdraw. */
export function Consents({ customer }: { customer: ReadCustomer }) {
  const { t } = useTranslation();
  const [now] = useState(() => new Date());
  const [giving, { open, close }] = useDisclosure(false);
  const consents = consentsOf({ customer, now });
  const labels = newestProfile(customer)?.labels ?? { classification: "confidential", region: "EU" };
  return (
    <FormSection title={t("mine.consents")} hint={t("mine.consentsHint")}>
      {consents.length === 0 && <Text size="sm">{t("mine.noConsents")}</Text>}
      <Stack gap="md" component="ul" className="plain-list">
        {consents.map((state) => (
          <ConsentRow key={`${state.sequence}`} customer={customer} state={state} />
        ))}
      </Stack>
      <Group>
        <Button size="xs" onClick={open}>
          {t("mine.give")}
        </Button>
      </Group>
      {giving && <GiveConsent customer={customer.customer} labels={labels} onClose={close} />}
    </FormSection>
  );
}

function ConsentRow({ customer, state }: { customer: ReadCustomer; state: ConsentState }) {
  const { t } = useTranslation();
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
              {t(`mine.states.${state.state}`)}
            </Badge>
          </Group>
          <Text size="sm" className="wrap lines" dir="auto">
            {wording}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              mine ? t("mine.byYou") : t("mine.byOthers"),
              t("mine.givenAt", { when: formatDateTime(given) }),
              ...(until === undefined ? [] : [t("mine.untilAt", { when: formatDateTime(until) })]),
              ...(withdrawn === undefined ? [] : [t("mine.withdrawnAt", { when: formatDateTime(withdrawn) })]),
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
  const { t } = useTranslation();
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
      <Button
        size="compact-sm"
        variant="default"
        onClick={open}
        aria-label={t("mine.withdrawOf", { purpose: consent.purpose })}
      >
        {t("mine.withdraw")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("mine.withdrawTitle")}>
        <Stack>
          <Text size="sm" fw={600} className="wrap" dir="auto">
            {consent.purpose}
          </Text>
          <Text size="sm">{t("mine.withdrawDoes")}</Text>
          {withdraw.isError && <ErrorState error={withdraw.error} title={t("mine.withdrawFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("shared.cancel")}
            </Button>
            <Button
              loading={withdraw.isPending}
              disabled={wallet === undefined}
              onClick={() =>
                withdraw.mutate({
                  id: crypto.randomUUID(),
                  record: { ...consent, withdrawn: new Date().toISOString() },
                })
              }
            >
              {t("mine.withdraw")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
