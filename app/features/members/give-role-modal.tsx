import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isAddress } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { text as shared } from "#app/components/text.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { type GivenRole, giveRoleMutation } from "#app/queries/members.ts";
import { text } from "./text.ts";

/** KEEPERs are appointed by the organisation's own account; keepers give the rest. */
const ADMINISTERED = {
  ORGANISATION: ["KEEPER", "WRITER", "READER", "COMPLIANCE"],
  KEEPER: ["WRITER", "READER", "COMPLIANCE"],
} as const;

export function GiveRoleModal({ onClose }: { onClose: () => void }) {
  const { registry } = useKontor();
  const { organisation, roles } = useMember();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const form = useForm<{ account: string; role: GivenRole["role"] }>({
    initialValues: { account: "", role: "WRITER" },
    validate: { account: (value) => (isAddress(value.trim(), { strict: true }) ? null : text.addressWrong) },
  });
  const give = useMutation({
    ...giveRoleMutation({ registry, wallet, organisation, queryClient }),
    onSuccess: () => {
      notifications.show({ message: text.gave, color: "green" });
      onClose();
    },
  });
  const offered = roles.has("ORGANISATION") ? ADMINISTERED.ORGANISATION : ADMINISTERED.KEEPER;
  return (
    <Modal opened onClose={onClose} title={text.addMember}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ account, role }) => {
          const trimmed = account.trim();
          if (isAddress(trimmed)) give.mutate({ account: trimmed, role });
        })}
      >
        <Stack>
          <TextInput
            label={text.address}
            description={text.addressHint}
            placeholder="0x…"
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps("account")}
          />
          <Radio.Group label={text.role} {...form.getInputProps("role")}>
            <Stack gap="xs" mt="xs">
              {offered.map((role) => (
                <Radio key={role} value={role} label={text.roles[role]} description={text.roleHints[role]} />
              ))}
            </Stack>
          </Radio.Group>
          {give.isError && <ErrorState error={give.error} title={text.roleFailed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shared.cancel}
            </Button>
            <Button type="submit" loading={give.isPending} disabled={wallet === undefined}>
              {text.give}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
