import {
  IconArchive,
  IconClockHour4,
  IconCloudOff,
  IconEraser,
  IconHelpCircle,
  IconHistory,
  IconShieldCheck,
  IconShieldX,
} from "@tabler/icons-react";
import type { Verdict } from "#protocol/verdict/verdict.ts";

/** Colour and icon of each verdict. Only `current` is green: nothing weaker may look like it. */
export const VERDICT_STYLE: Readonly<Record<Verdict, { color: string; Icon: typeof IconShieldCheck }>> = {
  current: { color: "green", Icon: IconShieldCheck },
  superseded: { color: "blue", Icon: IconHistory },
  anchored: { color: "cyan", Icon: IconArchive },
  pending: { color: "yellow", Icon: IconClockHour4 },
  erased: { color: "gray", Icon: IconEraser },
  tampered: { color: "red", Icon: IconShieldX },
  unknown: { color: "orange", Icon: IconHelpCircle },
  unavailable: { color: "gray", Icon: IconCloudOff },
};
