import type { RenewalRow, RenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { asksNow, decisionDays, windowOf } from "#app/contracts/rules/renewals.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

import { decisionWords, notedWords } from "./renewal-words.ts";

/** What needs a decision within 30, 60 and 90 days, each with its day and its reason. */
export function RenewalTable({ page }: { page: RenewalsPage }) {
  if (page.rows.length === 0)
    return (
      <Card padding="none">
        <EmptyState icon="contract" title={m.contracts_renewals_none_title()}>
          {m.contracts_renewals_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <Stack>
      {([0, ...decisionDays] as const).map((days, at) => {
        const rows = page.rows.filter((row) => windowOf(row) === days);
        if (rows.length === 0) return null;
        const from = at <= 1 ? 0 : (decisionDays[at - 2] ?? 0) + 1;
        const title =
          days === 0 ? m.contracts_renewals_overdue() : m.contracts_renewals_within({ from, until: days });
        return (
          <Card key={days} padding="none" title={title} titleId={`within-${days}`}>
            <DataTable
              dense
              phone="flow"
              caption={title}
              columns={columns(page)}
              rows={rows}
              rowKey={(row) => `${row.clientId}-${row.kind}-${row.contractId ?? row.name}-${row.on}`}
            />
          </Card>
        );
      })}
    </Stack>
  );
}

/** What was decided about a contract's term, and the way to decide. */
function DecisionCell({ row, mayEdit, today }: { row: RenewalRow; mayEdit: boolean; today: Day }) {
  if (row.termEndsOn === null) return null;
  const to = `/staff/clients/${row.clientId}/contract/${row.contractId}/renewal`;
  return (
    <TwoLines
      first={
        asksNow(row, today) ? (
          row.noted ? (
            notedWords(row.noted)
          ) : (
            m.contracts_renewals_open()
          )
        ) : (
          <strong>{row.noted && notedWords(row.noted)}</strong>
        )
      }
      second={
        mayEdit ? (
          <TextLink to={to} className="inline-flex min-h-11 items-center">
            {m.contracts_decide_link()}
            <span className="sr-only">: {`${row.clientName}, ${row.name}`}</span>
          </TextLink>
        ) : (
          row.noted && m.contracts_decide_by({ name: row.noted.by, day: formatDay(row.noted.madeOn) })
        )
      }
    />
  );
}

function columns({ mayEdit, today }: RenewalsPage): Column<RenewalRow>[] {
  return [
    {
      key: "client",
      header: m.monthly_client(),
      primary: true,
      cell: (row) => (
        <TwoLines
          first={
            <TextLink
              to={`/staff/clients/${row.clientId}/${row.kind === "vendor-term" ? "licences" : "contract"}`}
            >
              {row.clientName}
            </TextLink>
          }
          second={row.name}
        />
      ),
    },
    {
      key: "reason",
      header: m.contracts_renewals_reason(),
      place: "second",
      cell: (row) => decisionWords(row),
    },
    {
      key: "on",
      header: m.contracts_renewals_day(),
      noWrap: true,
      place: "figure",
      cell: (row) => formatDay(row.on, "medium"),
    },
    {
      key: "days",
      header: m.contracts_renewals_in_days(),
      wideOnly: true,
      align: "right",
      noWrap: true,
      cell: (row) => formatNumber(row.inDays),
    },
    {
      key: "decision",
      header: m.contracts_renewals_decision(),
      cell: (row) => <DecisionCell row={row} mayEdit={mayEdit} today={today} />,
    },
  ];
}
