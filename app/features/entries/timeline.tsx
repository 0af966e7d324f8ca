import { Timeline } from "@mantine/core";
import {
  IconArrowsTransferUp,
  IconEraser,
  IconFileText,
  IconId,
  IconMessage,
  IconNote,
  IconQuestionMark,
  IconReceipt,
  IconWritingSign,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ReadEntry } from "#client/read/read-entry.ts";
import { type KindName, kindName } from "#protocol/chain/kinds.ts";
import { EntryCard } from "./entry-card.tsx";

const ICONS: Partial<Record<KindName, typeof IconId>> = {
  profile: IconId,
  transaction: IconReceipt,
  interaction: IconMessage,
  consent: IconWritingSign,
  document: IconFileText,
  note: IconNote,
  erasure: IconEraser,
  transfer: IconArrowsTransferUp,
};

/** A customer's chain of entries, newest first. */
export function EntryTimeline({
  entries,
  belowOf = () => null,
}: {
  entries: readonly ReadEntry[];
  /** What stands below an entry: that it is countersigned, or the way to do it. */
  belowOf?: (read: ReadEntry) => ReactNode;
}) {
  return (
    <Timeline bulletSize={28} lineWidth={2} active={-1} className="timeline">
      {entries.toReversed().map((read) => {
        const Icon =
          read.entry === null ? IconQuestionMark : (ICONS[kindName(read.entry.body.kind)] ?? IconQuestionMark);
        return (
          <Timeline.Item
            key={`${read.sequence} ${read.head ?? read.reason}`}
            bullet={<Icon size={16} stroke={1.7} aria-hidden />}
          >
            <EntryCard read={read}>{belowOf(read)}</EntryCard>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
