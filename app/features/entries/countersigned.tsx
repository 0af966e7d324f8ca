import { Group, Text } from "@mantine/core";
import { IconSignature } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { formatDateTime } from "#app/format/dates.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { customerAccessQuery } from "#app/queries/access.ts";

/** Says that the customer's own wallet has agreed to an entry, where it has. */
export function Countersigned({ customer, head }: { customer: Hex; head: Hex | null }) {
  const { t } = useTranslation();
  const { service } = useKontor();
  const access = useQuery(customerAccessQuery({ service, customer }));
  const found = access.data?.countersignatures.find((one) => one.head === head);
  if (found === undefined) return null;
  return (
    <Group gap={6} wrap="nowrap" data-countersigned={found.sequence}>
      <IconSignature size={16} aria-hidden />
      <Text size="sm">{t("entries.countersigned", { when: formatDateTime(found.at.timestamp) })}</Text>
    </Group>
  );
}
