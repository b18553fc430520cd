import type { RenewalRow, RenewalsPage } from "#app/contracts/renewals-page.server.ts";
import { decisionDays, windowOf } from "#app/contracts/rules/renewals.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

import { decisionWords } from "./renewal-words.ts";

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
      {decisionDays.map((days, at) => {
        const rows = page.rows.filter((row) => windowOf(row) === days);
        if (rows.length === 0) return null;
        const from = at === 0 ? 0 : (decisionDays[at - 1] ?? 0) + 1;
        const title = m.contracts_renewals_within({ from, until: days });
        return (
          <Card key={days} padding="none" title={title} titleId={`within-${days}`}>
            <DataTable
              dense
              phone="flow"
              caption={title}
              columns={columns()}
              rows={rows}
              rowKey={(row) => `${row.clientId}-${row.kind}-${row.contractId ?? row.name}-${row.on}`}
            />
          </Card>
        );
      })}
    </Stack>
  );
}

function columns(): Column<RenewalRow>[] {
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
  ];
}
