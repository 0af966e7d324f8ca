import {
  IconClockHour4,
  IconCloudOff,
  IconEraser,
  IconHelpCircle,
  IconShieldCheck,
  IconShieldX,
} from "@tabler/icons-react";
import type { Verdict } from "#protocol/verdict/verdict.ts";

/** Colour and icon of each verdict. Only `proven` is green: nothing weaker may look like it. */
export const VERDICT_STYLE: Readonly<Record<Verdict, { color: string; Icon: typeof IconShieldCheck }>> = {
  proven: { color: "green", Icon: IconShieldCheck },
  pending: { color: "yellow", Icon: IconClockHour4 },
  erased: { color: "gray", Icon: IconEraser },
  tampered: { color: "red", Icon: IconShieldX },
  unknown: { color: "orange", Icon: IconHelpCircle },
  unavailable: { color: "gray", Icon: IconCloudOff },
};
