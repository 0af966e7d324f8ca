import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { HashText } from "#app/components/hash-text.tsx";
import type { ReadEntry } from "#client/read/read-entry.ts";

/** The hashes that an entry's verdict rests on. */
export function EntryHashes({ read: { entry, head, place } }: { read: Pick<ReadEntry, "entry" | "head" | "place"> }) {
  const { t } = useTranslation();
  if (entry === null) return null;
  return (
    <Stack gap={6}>
      <Row name={t("entries.entryHash")} value={head} />
      <Row name={t("entries.previous")} value={entry.body.previous} />
      <Row name={t("entries.commitment")} value={entry.body.commitment} />
      <Row name={t("entries.payloadDigest")} value={entry.body.payloadDigest} />
      <Row name={t("entries.transaction")} value={place?.transactionHash ?? null} />
    </Stack>
  );
}

function Row({ name, value }: { name: string; value: Hex | null }) {
  if (value === null) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <HashText value={value} name={name} />
    </div>
  );
}
