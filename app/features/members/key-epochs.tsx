import { Badge, Button, Code, Group, Modal, Skeleton, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useMember } from "#app/hooks/use-member.ts";
import { useRotationContext } from "#app/hooks/use-rotation-context.ts";
import { keyHistoryQuery } from "#app/queries/organisation-keys.ts";
import { startRotationMutation } from "#app/queries/sharing.ts";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";

/** The organisation's keys, newest first; keepers can renew it. */
export function KeyEpochs() {
  const { t } = useTranslation();
  const { registry } = useKontor();
  const { organisation } = useMember();
  const history = useQuery(keyHistoryQuery({ registry, account: organisation }));
  const context = useRotationContext();
  return (
    <FormSection title={t("members.epochs")} hint={t("members.epochsHint")}>
      {history.isError && (
        <ErrorState error={history.error} title={t("members.failed")} onRetry={() => void history.refetch()} />
      )}
      {history.isPending && <Skeleton height={64} />}
      {history.data?.length === 0 && <Text size="sm">{t("members.noEpochs")}</Text>}
      {history.data !== undefined && history.data.length > 0 && (
        <Table className="stacking" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("members.epoch")}</Table.Th>
              <Table.Th>{t("members.fingerprint")}</Table.Th>
              <Table.Th>{t("members.epochSince")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {history.data.toReversed().map(({ epoch, keyHash, timestamp }, index) => (
              <Table.Tr key={epoch} data-epoch={epoch}>
                <Table.Td className="numeric">
                  <Group gap="xs">
                    <Text size="sm" fw={600}>
                      {formatCount(epoch)}
                    </Text>
                    {index === 0 && <Badge variant="light">{t("members.epochCurrent")}</Badge>}
                  </Group>
                </Table.Td>
                <Table.Td data-label={t("members.fingerprint")}>
                  <Code className="wrap">{fingerprintOf(keyHash)}</Code>
                </Table.Td>
                <Table.Td data-label={t("members.epochSince")}>{formatDateTime(timestamp)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {context !== undefined && history.data !== undefined && history.data.length > 0 && <RenewButton />}
    </FormSection>
  );
}

function RenewButton() {
  const { t } = useTranslation();
  const { rotations } = useKontor();
  const context = useRotationContext();
  const [opened, { open, close }] = useDisclosure(false);
  const start = useMutation({ ...startRotationMutation({ rotations, context }), onSuccess: close });
  return (
    <Group>
      <Button size="xs" variant="default" onClick={open}>
        {t("members.renew")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("members.renewTitle")}>
        <Stack>
          <Text size="sm">{t("members.renewDoes")}</Text>
          {start.isError && <ErrorState error={start.error} title={t("members.renewFailed")} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("shared.cancel")}
            </Button>
            <Button loading={start.isPending} onClick={() => start.mutate({ type: "renewal" })}>
              {t("members.renew")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
