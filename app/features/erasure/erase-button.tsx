import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconEraser } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { chainActMutation } from "#app/queries/chain.ts";
import { eraseCustomer } from "#client/acts/erasure.ts";

/** Ends a customer's chain for ever, after its name was typed. */
export function EraseButton({ customer, name }: { customer: Hex; name: string }) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState("");
  const erase = useMutation({
    ...chainActMutation<Hex>({
      ...{ registry, service, wallet, queryClient },
      act: ({ input, ...rest }) => eraseCustomer({ ...rest, customer: input }),
    }),
    onSuccess: close,
  });
  const matches = typed.trim() === name.trim();
  return (
    <>
      <Button variant="default" leftSection={<IconEraser size={18} aria-hidden />} onClick={open}>
        {t("erasure.open")}
      </Button>
      <Modal opened={opened} onClose={close} title={<bdi>{t("erasure.title", { name })}</bdi>}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (matches) erase.mutate(customer);
          }}
        >
          <Stack>
            <Text size="sm">{t("erasure.does")}</Text>
            <Alert color="yellow">{t("erasure.doesNot")}</Alert>
            <TextInput
              label={<bdi>{t("erasure.typeName", { name })}</bdi>}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
              value={typed}
              error={typed !== "" && !name.startsWith(typed.trim()) ? t("erasure.typeWrong") : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {erase.isError && <ErrorState error={erase.error} title={t("erasure.failed")} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t("shared.cancel")}
              </Button>
              <Button type="submit" color="red" disabled={!matches || wallet === undefined} loading={erase.isPending}>
                {t("erasure.erase")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
