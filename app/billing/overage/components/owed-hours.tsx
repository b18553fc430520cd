import { WorkTitle } from "#app/hours/components/work-words.tsx";
import type { OwedHours } from "#app/billing/overage/owed-hours.server.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** Work below zero that a client is invoiced for: which, how much at the hourly rate, and how it is closed afterwards. */
export function OwedHoursCard({ owed, giveAt }: { owed: OwedHours; giveAt: string | null }) {
  const { rate } = owed;
  return (
    <Card title={m.owed_title()} titleId="owed">
      <p className="mb-3 text-muted">
        {rate
          ? m.owed_text({
              rate: formatMoney(rate.perHourMinor, rate.currency),
              amount: formatMoney(rate.amountMinor, rate.currency),
            })
          : m.owed_text_no_rate()}
      </p>
      <EntryList
        rows={owed.rows.map((row) => ({
          key: row.entryId,
          title: <WorkTitle to={`/staff/time/${row.entryId}`}>{row.title}</WorkTitle>,
          detail: formatDay(row.workedOn, "medium"),
          aside: formatMinutes(row.minutes),
        }))}
      />
      <p className="mt-3 flex justify-between gap-4 border-t border-line pt-3 font-semibold">
        <span>{m.owed_total()}</span>
        <span>{formatMinutes(owed.minutes)}</span>
      </p>
      {giveAt && (
        <>
          <p className="mt-3 mb-2 text-sm text-muted">{m.owed_next()}</p>
          <LinkButton to={giveAt} size="small">
            {m.owed_give()}
          </LinkButton>
        </>
      )}
    </Card>
  );
}
