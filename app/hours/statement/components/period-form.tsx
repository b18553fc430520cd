import { Link } from "@remix-run/react";

import {
  monthOf,
  quarterOf,
  samePeriod,
  statementQuery,
  stepPeriod,
  type StatementPeriod,
} from "#app/hours/rules/statement-period.ts";
import { periodWords } from "#app/hours/statement/words.ts";
import type { Day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";

/** Months and quarters as chips, earlier and later as links, any other period or day behind one fold: forms that need no scripts. */
export function PeriodForm({ period, today, base }: { period: StatementPeriod; today: Day; base: string }) {
  const to = (other: StatementPeriod): string => `${base}?${statementQuery(other)}`;
  const [thisMonth, thisQuarter] = [monthOf(today, today), quarterOf(today, today)];
  const [lastMonth, lastQuarter] = [stepPeriod(thisMonth, -1, today), stepPeriod(thisQuarter, -1, today)];
  const chip = (label: string, other: StatementPeriod | null) =>
    other ? [{ label, to: to(other), active: samePeriod(period, other) }] : [];
  const own = period.kind === "own" || period.kind === "as-of";
  return (
    <div className="grid gap-3 print:hidden">
      <FilterChips
        label={m.statement_period_label()}
        chips={[
          ...chip(m.statement_this_month(), thisMonth),
          ...chip(m.statement_last_month(), lastMonth),
          ...chip(m.statement_this_quarter(), thisQuarter),
          ...chip(m.statement_last_quarter(), lastQuarter),
          ...chip(m.statement_since_begin(), { kind: "as-of", from: null, until: today }),
        ]}
      />
      <Steps period={period} today={today} to={to} />
      <details open={own} key={statementQuery(period)}>
        <summary className="link inline-block min-h-8 py-1 pointer-coarse:min-h-11">
          {m.statement_choose()}
        </summary>
        <div className="mt-2 grid gap-5 rounded-xl border border-line bg-card p-4 desk:grid-cols-2">
          <Form
            method="get"
            action={base}
            className="grid content-start gap-3 roomy:grid-cols-2"
            preventScrollReset
          >
            <DayField
              field={{ id: "statement-from", name: "from", initialValue: period.from ?? "" }}
              label={m.statement_from()}
              width="full"
              max={today}
            />
            <DayField
              field={{
                id: "statement-until",
                name: "until",
                initialValue: period.kind === "as-of" ? "" : period.until,
              }}
              label={m.statement_until()}
              width="full"
              max={today}
            />
            <div>
              <Button type="submit" size="small">
                {m.statement_show()}
              </Button>
            </div>
          </Form>
          <Form method="get" action={base} className="grid content-start gap-3" preventScrollReset>
            <DayField
              field={{
                id: "statement-asof",
                name: "asof",
                initialValue: period.kind === "as-of" ? period.until : "",
              }}
              label={m.statement_as_of_label()}
              hint={m.statement_as_of_hint()}
              max={today}
            />
            <div>
              <Button type="submit" size="small">
                {m.statement_as_of_show()}
              </Button>
            </div>
          </Form>
        </div>
      </details>
    </div>
  );
}

function Steps({
  period,
  today,
  to,
}: {
  period: StatementPeriod;
  today: Day;
  to: (other: StatementPeriod) => string;
}) {
  const [earlier, later] = [stepPeriod(period, -1, today), stepPeriod(period, 1, today)];
  if (!earlier) return null;
  return (
    <nav aria-label={m.statement_steps_label()} className="flex flex-wrap justify-between gap-x-6">
      <Link
        rel="prev"
        to={to(earlier)}
        className="link inline-flex min-h-8 items-center pointer-coarse:min-h-11"
        preventScrollReset
      >{`‹ ${periodWords(earlier)}`}</Link>
      {later && (
        <Link
          rel="next"
          to={to(later)}
          className="link inline-flex min-h-8 items-center pointer-coarse:min-h-11"
          preventScrollReset
        >{`${periodWords(later)} ›`}</Link>
      )}
    </nav>
  );
}
