import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Verdict } from "#protocol/verdict/verdict.ts";
import { VERDICT_STYLE } from "./verdict-style.ts";

/** One verdict, in its own word or in `label`, and in its own colour. */
export function VerdictBadge({ verdict, label }: { verdict: Verdict; label?: string | undefined }) {
  const { t } = useTranslation();
  const { color, Icon } = VERDICT_STYLE[verdict];
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={<Icon size={13} aria-hidden />}
      data-verdict={verdict}
      title={t(`shared.verdicts.${verdict}.meaning`)}
    >
      {label ?? t(`shared.verdicts.${verdict}.label`)}
    </Badge>
  );
}
