import { Alert, Button, Group, Modal, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Address, type Hex, isAddress } from "viem";
import { AccountName } from "#app/components/account-name.tsx";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { KeyChanged } from "#app/features/sharing/key-changed.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { useKeyring } from "#app/hooks/use-keyring.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useSealingContext } from "#app/hooks/use-sealing-context.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { describeKeyChange } from "#app/model/sharing/describe-key-change.ts";
import { customerAccessQuery } from "#app/queries/access.ts";
import { chainActMutation } from "#app/queries/chain.ts";
import { subjectKeysQuery } from "#app/queries/sharing.ts";
import { nameSubject } from "#client/acts/subjects.ts";

/** The customer's own wallet: who it is, whether it has its keys, what it asks for; writers name it. */
export function SubjectPanel({ customer }: { customer: Hex }) {
  const { t } = useTranslation();
  const { service } = useKontor();
  const { roles } = useMember();
  const access = useQuery(customerAccessQuery({ service, customer }));
  const [naming, { open, close }] = useDisclosure(false);
  const subject = access.data?.subject ?? access.data?.namedSubject ?? null;
  const request = access.data?.erasureRequests.at(-1);
  const canWrite = roles.has("WRITER");
  return (
    <FormSection title={t("subject.title")} hint={t("subject.hint")}>
      {access.isError && access.data === undefined && (
        <ErrorState error={access.error} title={t("subject.failed")} onRetry={() => void access.refetch()} />
      )}
      {access.isPending && <Skeleton height={48} />}
      {access.data !== undefined && (
        <Stack gap="sm" data-subject={access.data?.subject ? "accepted" : subject === null ? "none" : "named"}>
          {request !== undefined && (
            <Alert color="orange" title={t("subject.erasureRequested", { when: formatDateTime(request.at.timestamp) })}>
              {t("subject.erasureRequestedHint")}
            </Alert>
          )}
          {subject === null ? (
            <Text size="sm">{t("subject.none")}</Text>
          ) : (
            <>
              <Text size="sm" component="div">
                <AccountName address={subject} name={t("subject.wallet")} />
              </Text>
              <Text size="sm">{access.data?.subject ? t("subject.accepted") : t("subject.named")}</Text>
              {(canWrite || roles.has("KEEPER")) && <SubjectKeys customer={customer} subject={subject} />}
            </>
          )}
          {canWrite && (
            <Group>
              {subject === null ? (
                <Button size="xs" variant="default" onClick={open}>
                  {t("subject.name")}
                </Button>
              ) : (
                <WithdrawName customer={customer} />
              )}
            </Group>
          )}
        </Stack>
      )}
      {naming && <NameModal customer={customer} onClose={close} />}
    </FormSection>
  );
}

function SubjectKeys({ customer, subject }: { customer: Hex; subject: Address }) {
  const { t } = useTranslation();
  const sealing = useSealingContext();
  const keyring = useKeyring();
  const [acceptedKeys, accept] = useState<readonly Hex[]>([]);
  const keys = useQuery(subjectKeysQuery({ sealing, keyring, customer, subject, acceptedKeys }));
  if (keys.isError && describeKeyChange(keys.error) !== null) {
    return <KeyChanged error={keys.error} onAgree={(keyHash) => accept([keyHash])} />;
  }
  if (keys.isError) {
    return <ErrorState error={keys.error} title={t("subject.keysFailed")} onRetry={() => void keys.refetch()} />;
  }
  return (
    <Text size="sm" c="dimmed" role="status" data-subject-keys={keys.data ?? "working"}>
      {t(`subject.keys.${keys.data ?? "working"}`)}
    </Text>
  );
}

function useNaming(customer: Hex) {
  const { registry, service } = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  return chainActMutation<Address | null>({
    ...{ registry, service, wallet, queryClient },
    act: ({ input, ...rest }) => nameSubject({ ...rest, customer, subject: input }),
  });
}

function WithdrawName({ customer }: { customer: Hex }) {
  const { t } = useTranslation();
  const withdraw = useMutation(useNaming(customer));
  return (
    <Stack gap="xs">
      {withdraw.isError && <ErrorState error={withdraw.error} title={t("subject.withdrawFailed")} />}
      <Group>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(null)}
        >
          {t("subject.withdraw")}
        </Button>
      </Group>
    </Stack>
  );
}

function NameModal({ customer, onClose }: { customer: Hex; onClose: () => void }) {
  const { t } = useTranslation();
  const name = useMutation({ ...useNaming(customer), onSuccess: onClose });
  const form = useForm({
    initialValues: { account: "" },
    validate: { account: (value) => (isAddress(value.trim()) ? null : t("subject.addressWrong")) },
  });
  return (
    <Modal opened onClose={onClose} title={t("subject.nameTitle")}>
      <form noValidate onSubmit={form.onSubmit(({ account }) => name.mutate(account.trim() as Address))}>
        <Stack>
          <Text size="sm">{t("subject.nameDoes")}</Text>
          <Alert color="yellow">{t("subject.nameDoesNot")}</Alert>
          <TextInput
            label={t("subject.address")}
            placeholder="0x…"
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps("account")}
          />
          {name.isError && <ErrorState error={name.error} title={t("subject.nameFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("shared.cancel")}
            </Button>
            <Button type="submit" loading={name.isPending}>
              {t("subject.name")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
