import { Badge } from "@mantine/core";
import type { Verdict } from "#protocol/verdict/verdict.ts";
import { text } from "./text.ts";
import { VERDICT_STYLE } from "./verdict-style.ts";

/** One verdict, in its own word or in `label`, and in its own colour. */
export function VerdictBadge({
  verdict,
  label = text.verdicts[verdict].label,
}: {
  verdict: Verdict;
  label?: string | undefined;
}) {
  const { color, Icon } = VERDICT_STYLE[verdict];
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={<Icon size={13} aria-hidden />}
      data-verdict={verdict}
      title={text.verdicts[verdict].meaning}
    >
      {label}
    </Badge>
  );
}
