import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

import type { HoursLeftSum } from "#app/conversion/figures.server.ts";
import { leftWord } from "#app/conversion/words.ts";

interface LeftCardProps {
  hoursLeft: "keep" | "credit" | "refund";
  left: HoursLeftSum;
  currency: string;
  done: { takenMinutes: number; creditedMinor: number; refundedMinor: number; keptMinutes: number } | null;
}

/** What becomes of the hours that are left: as agreed, with today's figures; once the contract is in force, what became of them. */
export function LeftCard({ hoursLeft, left, currency, done }: LeftCardProps) {
  const money = (minor: number) => formatMoney(minor, currency);
  const rows = done
    ? [
        { term: m.conversion_done_taken(), value: formatMinutes(done.takenMinutes) },
        ...(done.creditedMinor > 0
          ? [{ term: m.conversion_done_credited(), value: money(done.creditedMinor) }]
          : []),
        ...(done.refundedMinor > 0
          ? [{ term: m.conversion_done_refunded(), value: money(done.refundedMinor) }]
          : []),
        { term: m.conversion_done_kept(), value: formatMinutes(done.keptMinutes) },
      ]
    : [
        left.owedMinutes > 0
          ? { term: m.conversion_left_owed(), value: formatMinutes(-left.owedMinutes) }
          : { term: m.conversion_left_now(), value: formatMinutes(left.minutes) },
        ...(hoursLeft === "credit"
          ? [{ term: m.conversion_left_value(), value: money(left.valueMinor) }]
          : []),
        ...(hoursLeft === "refund"
          ? [{ term: m.conversion_left_refunded(), value: money(left.refundMinor) }]
          : []),
        ...(left.heldMinutes > 0
          ? [{ term: m.conversion_left_held(), value: formatMinutes(left.heldMinutes) }]
          : []),
      ];
  return (
    <Card title={m.conversion_left_title()} titleId="left">
      <p className="mb-3">{leftWord(hoursLeft)}</p>
      <DefinitionList layout="sum" items={rows} />
      {!done && left.owedMinutes > 0 && <p className="mt-3">{m.conversion_left_owed_text()}</p>}
      <p className="mt-3 text-sm text-muted">{m.conversion_left_note()}</p>
    </Card>
  );
}
