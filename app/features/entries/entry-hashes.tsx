import { Stack, Text } from "@mantine/core";
import type { Hex } from "viem";
import { HashText } from "#app/components/hash-text.tsx";
import type { ReadEntry } from "#client/read/read-entry.ts";
import { text } from "./text.ts";

/** The hashes that an entry's verdict rests on. */
export function EntryHashes({ read: { entry, head, place } }: { read: Pick<ReadEntry, "entry" | "head" | "place"> }) {
  if (entry === null) return null;
  return (
    <Stack gap={6}>
      <Row name={text.entryHash} value={head} />
      <Row name={text.previous} value={entry.body.previous} />
      <Row name={text.commitment} value={entry.body.commitment} />
      <Row name={text.payloadDigest} value={entry.body.payloadDigest} />
      <Row name={text.transaction} value={place?.transactionHash ?? null} />
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
