import type { TopupLine } from "#app/billing/topup/topup-line.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { TextLink } from "#app/ui/card.tsx";

/** One line on topping up, with the way to its page. */
export function TopupNote({ line }: { line: TopupLine }) {
  return (
    <p className="flex flex-wrap gap-x-2 gap-y-1 px-1 text-sm text-muted">
      <span>{words(line)}</span>
      <TextLink to="/top-up">{m.topup_line_link()}</TextLink>
    </p>
  );
}

function words({ mode, thresholdMinutes, stopped }: TopupLine): string {
  const minutes = formatMinutes(thresholdMinutes);
  if (mode === "off") return m.topup_line_off();
  if (mode === "warn") return m.topup_line_warn({ minutes });
  if (stopped) return m.topup_line_stopped();
  return mode === "charge" ? m.topup_line_charge({ minutes }) : m.topup_line_invoice({ minutes });
}
