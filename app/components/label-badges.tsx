import { Badge, Group } from "@mantine/core";
import { text as words } from "#app/model/records/text.ts";
import type { Labels } from "#protocol/envelope/labels.ts";

const COLORS = { public: "teal", internal: "gray", confidential: "orange", restricted: "red" } as const;

/** A record's public labels. */
export function LabelBadges({ labels }: { labels: Labels }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Badge variant="light" color={COLORS[labels.classification]} className="whole">
        {words.classifications[labels.classification]}
      </Badge>
      <Badge variant="outline" color="gray" className="whole">
        {labels.region}
      </Badge>
    </Group>
  );
}
