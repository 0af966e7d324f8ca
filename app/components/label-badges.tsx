import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Labels } from "#protocol/envelope/labels.ts";

const COLORS = { public: "teal", internal: "gray", confidential: "orange", restricted: "red" } as const;

/** A record's public labels. */
export function LabelBadges({ labels }: { labels: Labels }) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap">
      <Badge variant="light" color={COLORS[labels.classification]} className="whole">
        {t(`records.classifications.${labels.classification}`)}
      </Badge>
      <Badge variant="outline" color="gray" className="whole">
        {labels.region}
      </Badge>
    </Group>
  );
}
