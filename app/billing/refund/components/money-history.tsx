import { m } from "#app/platform/generated/i18n/messages.js";
import { formatInstant, formatMinutes, formatMoney } from "#app/platform/format.ts";
import type { MoneyRow, OrderMoney } from "#app/billing/refund/order-money.server.ts";
import { moneyWord } from "#app/billing/refund/words.ts";
import { Badge } from "#app/ui/badge.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Each refund, dispute and credit note of an order, newest first. Until when a dispute can be answered is for staff. */
export function MoneyHistory({
  rows,
  currency,
  zone,
  forStaff = false,
}: {
  rows: MoneyRow[];
  currency: string;
  zone: string;
  forStaff?: boolean;
}) {
  if (rows.length === 0) return <p className="text-muted">{m.refund_history_none()}</p>;
  return (
    <EntryList
      rows={rows.map((row) => {
        const { word, tone } = moneyWord(row);
        return {
          key: row.key,
          title: (
            <Badge tone={tone} size="small">
              {word}
            </Badge>
          ),
          detail: <RowDetail row={row} zone={zone} forStaff={forStaff} />,
          aside: <span className="whitespace-nowrap">{formatMoney(row.amountMinor, currency)}</span>,
        };
      })}
    />
  );
}

function RowDetail({ row, zone, forStaff }: { row: MoneyRow; zone: string; forStaff: boolean }) {
  const open =
    row.kind === "dispute" && (row.state === "needs_response" || row.state === "warning_needs_response");
  return (
    <>
      <span className="block">{formatInstant(row.at, zone)}</span>
      {row.reason && (
        <span className="block wrap-anywhere">{m.refund_reason_was({ reason: row.reason })}</span>
      )}
      {forStaff && row.stripeSaid && (
        <span className="block wrap-anywhere text-ink">{m.refund_stripe_said({ why: row.stripeSaid })}</span>
      )}
      {forStaff && open && row.dueAt && (
        <span className="block font-semibold text-ink">
          {m.refund_answer_by({ at: formatInstant(row.dueAt, zone) })}
        </span>
      )}
      {row.creditNote &&
        (row.creditNote.pdf ? (
          <a className="link" href={row.creditNote.pdf}>
            {m.refund_credit_note({ number: row.creditNote.number })}
          </a>
        ) : (
          <span className="block">{m.refund_credit_note({ number: row.creditNote.number })}</span>
        ))}
    </>
  );
}

interface MoneyExplainedProps {
  money: OrderMoney;
  currency: string;
  mspName: string;
  /** Said to staff about this client; else to the client itself. */
  about?: string;
}

/** What money that went back, or is held, means for the client's hours: said before anybody has to ask. */
export function MoneyExplained({ money, currency, mspName, about }: MoneyExplainedProps) {
  const { hours, backMinor, isDisputed, hasFailed } = money;
  return (
    <>
      {hasFailed && (
        <Notice tone="low" title={m.refund_failed_title()} quiet>
          {about ? m.refund_failed_text_staff({ client: about }) : m.refund_failed_text({ msp: mspName })}
        </Notice>
      )}
      {isDisputed && (
        <Notice tone="low" title={m.refund_held_title()} quiet>
          {m.refund_held_text({ held: formatMinutes(hours?.heldMinutes ?? 0) })}
        </Notice>
      )}
      {hours && backMinor > 0 && (
        <Notice tone="info" quiet>
          {explained(backMinor, currency, hours, about).join(" ")}
        </Notice>
      )}
    </>
  );
}

function explained(
  backMinor: number,
  currency: string,
  { takenMinutes, usedAlreadyMinutes, owedMinutes }: NonNullable<OrderMoney["hours"]>,
  about: string | undefined,
): string[] {
  const owed = formatMinutes(owedMinutes);
  return [
    m.refund_explained({ amount: formatMoney(backMinor, currency), taken: formatMinutes(takenMinutes) }),
    ...(usedAlreadyMinutes > 0 ? [m.refund_explained_used({ used: formatMinutes(usedAlreadyMinutes) })] : []),
    ...(owedMinutes > 0
      ? [about ? m.refund_explained_owed_staff({ owed, client: about }) : m.refund_explained_owed({ owed })]
      : usedAlreadyMinutes > 0
        ? [m.refund_explained_settled()]
        : []),
  ];
}
