import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { TopupLine } from "./topup-line.server.ts";

/** The sentence on topping up for the pages about hours. */
export function topupLineWords({ mode, thresholdMinutes, paused }: TopupLine): string {
  const minutes = formatMinutes(thresholdMinutes);
  if (mode === "off") return m.topup_line_off();
  if (mode === "warn") return m.topup_line_warn({ minutes });
  if (paused) return m.topup_line_stopped();
  return mode === "charge" ? m.topup_line_charge({ minutes }) : m.topup_line_invoice({ minutes });
}
