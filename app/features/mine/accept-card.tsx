import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Address, Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import { chainActMutation } from "#app/queries/chain.ts";
import { acceptSubject } from "#client/acts/subjects.ts";

/** A company has named this wallet: what accepting does, and the way to do it. */
export function AcceptCard({ customer, steward }: { customer: Hex; steward: Address }) {
  const { t } = useTranslation();
  const { registry, service } = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const names = useAccountNames();
  const accept = useMutation(
    chainActMutation<Hex>({
      ...{ registry, service, wallet, queryClient },
      act: ({ input, ...rest }) => acceptSubject({ ...rest, customer: input }),
    }),
  );
  return (
    <FormSection title={t("mine.namedTitle")}>
      <Stack gap="sm" data-named={customer}>
        <Text size="sm">
          <bdi>{t("mine.namedHint", { steward: names.get(steward.toLowerCase()) ?? shortHex(steward) })}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {t("mine.namedDoesNot")}
        </Text>
        {accept.isError && <ErrorState error={accept.error} title={t("mine.acceptFailed")} />}
        <Group>
          <Button loading={accept.isPending} disabled={wallet === undefined} onClick={() => accept.mutate(customer)}>
            {t("mine.accept")}
          </Button>
        </Group>
      </Stack>
    </FormSection>
  );
}
