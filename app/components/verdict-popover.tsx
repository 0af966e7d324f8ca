import { Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Verdict } from "#protocol/verdict/verdict.ts";
import type { VerdictReason } from "#protocol/verdict/verdict-reason.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

/** A verdict that explains itself when pressed: what it means, why, and the hashes behind it. */
export function VerdictPopover({
  verdict,
  reason,
  subject,
  label,
  children,
}: {
  verdict: Verdict;
  reason?: VerdictReason | undefined;
  /** "Entry 3", for the button's name. */
  subject: string;
  /** What the badge says in place of the verdict's word. */
  label?: string | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Popover width={340} position="bottom-end" shadow="md" withinPortal withArrow>
      <Popover.Target>
        <UnstyledButton
          aria-label={t("shared.explain", { subject, verdict: label ?? t(`shared.verdicts.${verdict}.label`) })}
          className="verdict-button"
        >
          <VerdictBadge verdict={verdict} label={label} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(`shared.verdicts.${verdict}.label`)}>
        <Stack gap="xs">
          <Text size="sm">{t(`shared.verdicts.${verdict}.meaning`)}</Text>
          {reason !== undefined && (
            <Text size="sm" fw={500}>
              {t(`shared.reasons.${reason}`)}
            </Text>
          )}
          {children}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
