import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isAddress } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { type GivenRole, giveRoleMutation } from "#app/queries/members.ts";

/** KEEPERs are appointed by the organisation's own account; keepers give the rest. */
const ADMINISTERED = {
  ORGANISATION: ["KEEPER", "WRITER", "READER", "COMPLIANCE"],
  KEEPER: ["WRITER", "READER", "COMPLIANCE"],
} as const;

export function GiveRoleModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { registry } = useKontor();
  const { organisation, roles } = useMember();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const form = useForm<{ account: string; role: GivenRole["role"] }>({
    initialValues: { account: "", role: "WRITER" },
    validate: { account: (value) => (isAddress(value.trim(), { strict: true }) ? null : t("members.addressWrong")) },
  });
  const give = useMutation({
    ...giveRoleMutation({ registry, wallet, organisation, queryClient }),
    onSuccess: () => {
      notifications.show({ message: t("members.gave"), color: "green" });
      onClose();
    },
  });
  const offered = roles.has("ORGANISATION") ? ADMINISTERED.ORGANISATION : ADMINISTERED.KEEPER;
  return (
    <Modal opened onClose={onClose} title={t("members.addMember")}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ account, role }) => {
          const trimmed = account.trim();
          if (isAddress(trimmed)) give.mutate({ account: trimmed, role });
        })}
      >
        <Stack>
          <TextInput
            label={t("members.address")}
            description={t("members.addressHint")}
            placeholder="0x…"
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps("account")}
          />
          <Radio.Group label={t("members.role")} {...form.getInputProps("role")}>
            <Stack gap="xs" mt="xs">
              {offered.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`members.roles.${role}`)}
                  description={t(`members.roleHints.${role}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {give.isError && <ErrorState error={give.error} title={t("members.roleFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("shared.cancel")}
            </Button>
            <Button type="submit" loading={give.isPending} disabled={wallet === undefined}>
              {t("members.give")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
