import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Address, Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { text as shared } from "#app/components/text.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { admitMutation } from "#app/queries/admit-mutation.ts";
import { findKeyring } from "#app/queries/find-keyring.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { text } from "./text.ts";

/** Seals the organisation's key to a member, after showing whose key it will be. */
export function AdmitButton({ member, keyHash }: { member: Address; keyHash: Hex }) {
  const { registry, service } = useKontor();
  const { organisation } = useMember();
  const queryClient = useQueryClient();
  const names = useAccountNames();
  const [opened, { open, close }] = useDisclosure(false);
  const keyring = findKeyring({ queryClient, organisation });
  const admit = useMutation({
    ...admitMutation({ registry, service, keyring, queryClient }),
    onSuccess: () => {
      close();
      notifications.show({ message: text.admitDone, color: "green" });
    },
  });
  const name = names.get(member) ?? shortHex(member);
  return (
    <>
      <Button size="xs" onClick={open} aria-label={`${text.admit}: ${name}`}>
        {text.admit}
      </Button>
      <Modal opened={opened} onClose={close} title={<bdi>{text.admitTitle(name)}</bdi>}>
        <Stack>
          <Text size="sm">{text.admitHint}</Text>
          <div>
            <Text size="sm" c="dimmed">
              {text.fingerprint}
            </Text>
            <Code fz="sm">{fingerprintOf(keyHash)}</Code>
            <Text size="xs" c="dimmed" mt={4}>
              {text.admitCompare}
            </Text>
          </div>
          {admit.isError && <ErrorState error={admit.error} title={text.admitFailed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shared.cancel}
            </Button>
            <Button loading={admit.isPending} onClick={() => admit.mutate(member)}>
              {text.admit}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
