import { ScrollArea, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { VerdictPopover } from "#app/components/verdict-popover.tsx";
import { formatCount } from "#app/format/numbers.ts";
import type { ReadCustomer } from "#client/read/read-entry.ts";
import { EntryHashes } from "./entry-hashes.tsx";

/** The one verdict on a customer's whole chain; behind it, the hashes that lead from entry to entry. */
export function ChainVerdict({ customer: { verdict, entries } }: { customer: ReadCustomer }) {
  const { t } = useTranslation();
  const label = verdict === "proven" ? t("shared.allProven", { count: entries.length }) : undefined;
  return (
    <VerdictPopover verdict={verdict} subject={t("entries.wholeChain")} label={label}>
      <ScrollArea.Autosize mah={360} type="auto">
        <Stack gap="md">
          {entries.toReversed().map((read) => (
            <div key={`${read.sequence} ${read.head ?? read.reason}`}>
              <Text size="sm" fw={600}>
                {t("entries.sequence", { sequence: formatCount(read.sequence) })}
              </Text>
              <EntryHashes read={read} />
            </div>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </VerdictPopover>
  );
}
