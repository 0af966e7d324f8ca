import { Button, type ButtonProps, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { chainActMutation } from "#app/queries/chain.ts";
import type { Registry, Wallet } from "#client/registry/registry.ts";

export type ConfirmActProps = {
  label: string;
  /** The button's whole name, where the label alone does not say what it is about. */
  name?: string;
  title: string;
  /** What it does, and what it does not achieve. */
  explanation: string;
  failed: string;
  act: (parameters: { registry: Registry; wallet: Wallet }) => Promise<unknown>;
} & Pick<ButtonProps, "variant" | "color" | "size">;

/** A button for one transaction, which says first what it does. */
export function ConfirmAct({ label, name, title, explanation, failed, act, ...look }: ConfirmActProps) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const run = useMutation({
    ...chainActMutation<null>({
      registry,
      service,
      wallet,
      queryClient,
      act: ({ input: _input, ...rest }) => act(rest),
    }),
    onSuccess: close,
  });
  return (
    <>
      <Button {...look} onClick={open} aria-label={name ?? label}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title}>
        <Stack>
          <Text size="sm">{explanation}</Text>
          {run.isError && <ErrorState error={run.error} title={failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("shared.cancel")}
            </Button>
            <Button loading={run.isPending} disabled={wallet === undefined} onClick={() => run.mutate(null)}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
