import { Alert, Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { KeyChanged } from "#app/features/sharing/key-changed.tsx";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useAttempt } from "#app/hooks/use-attempt.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useSealingContext } from "#app/hooks/use-sealing-context.ts";
import { describeKeyChange } from "#app/model/sharing/describe-key-change.ts";
import { admitMutation } from "#app/queries/members.ts";
import { findKeyring } from "#app/queries/organisation-keys.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";

/** Seals the organisation's key to a member, after showing whose key it will be, and once they have proven that they hold it. */
export function AdmitButton({ member, keyHash }: { member: Address; keyHash: Hex }) {
  const { t } = useTranslation();
  const { organisation } = useMember();
  const sealing = useSealingContext();
  const queryClient = useQueryClient();
  const names = useAccountNames();
  const [opened, { open, close }] = useDisclosure(false);
  const [waiting, setWaiting] = useState(false);
  const attempt = useAttempt();
  const keyring = findKeyring({ queryClient, organisation });
  const onWaiting = () => setWaiting(true);
  const admit = useMutation({
    ...admitMutation({ sealing, keyring, queryClient, onWaiting, signal: attempt.begin }),
    onSuccess: () => {
      close();
      notifications.show({ message: t("members.admitDone"), color: "green" });
    },
    onSettled: () => setWaiting(false),
  });
  const name = names.get(member) ?? shortHex(member);
  const changed = describeKeyChange(admit.error) !== null;
  const cancel = () => {
    attempt.stop();
    admit.reset();
    close();
  };
  return (
    <>
      <Button size="xs" onClick={open} aria-label={`${t("members.admit")}: ${name}`}>
        {t("members.admit")}
      </Button>
      <Modal opened={opened} onClose={cancel} title={<bdi>{t("members.admitTitle", { name })}</bdi>}>
        <Stack>
          <Text size="sm">{t("members.admitHint")}</Text>
          <div>
            <Text size="sm" c="dimmed">
              {t("members.fingerprint")}
            </Text>
            <Code fz="sm">{fingerprintOf(keyHash)}</Code>
            <Text size="xs" c="dimmed" mt={4}>
              {t("members.admitCompare")}
            </Text>
          </div>
          {admit.isPending && waiting && (
            <Alert color="yellow" role="status">
              {t("members.admitWaiting", { name })}
            </Alert>
          )}
          {changed && (
            <KeyChanged error={admit.error} onAgree={(hash) => admit.mutate({ member, acceptedKeys: [hash] })} />
          )}
          {admit.isError && !changed && <ErrorState error={admit.error} title={t("members.admitFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={cancel}>
              {t("shared.cancel")}
            </Button>
            <Button loading={admit.isPending} onClick={() => admit.mutate({ member, acceptedKeys: [] })}>
              {t("members.admit")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
