import type { MarginPage, MarginRow } from "#app/contracts/margin-page.server.ts";
import { costParts } from "#app/contracts/rules/cost.ts";
import type { LineMargin } from "#app/contracts/rules/margin.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { formatAmount, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import { listAddress, sortedBy, type ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";
import { TimeSteps } from "#app/ui/wayfinding.tsx";

import { costWords, monthWords } from "./line-words.ts";

/** The margin of each client in a month, on paper and real; behind each its lines. For the people of the MSP alone. */
export function MarginTable({
  page,
  list,
  views,
  lastResult,
}: {
  page: MarginPage;
  list: ListState;
  views: SavedView[];
  lastResult: Reply;
}) {
  return (
    <Stack>
      <TimeSteps
        before={{ to: listAddress(list, { month: page.before }), label: monthWords(page.before) }}
        after={
          page.after ? { to: listAddress(list, { month: page.after }), label: monthWords(page.after) } : null
        }
      />
      <ListTools list={list} views={views} columns={columns()} />
      <Card padding="none">
        <DataTable
          dense
          phone="flow"
          list={list}
          caption={m.contracts_margin_title()}
          columns={columns()}
          rows={page.rows}
          rowKey={(row) => row.clientId}
          empty={
            <EmptyState icon="contract" title={m.contracts_margin_empty_title()}>
              {m.contracts_margin_empty_text()}
            </EmptyState>
          }
        />
      </Card>
      {page.rows.map((row) => (
        <details key={row.clientId} className="rounded-lg border border-line bg-card px-5">
          <summary className="flex min-h-11 items-center font-medium text-primary">
            {m.contracts_margin_lines_of({ client: row.name })}
          </summary>
          <DataTable
            dense
            phone="flow"
            caption={m.contracts_margin_lines_of({ client: row.name })}
            columns={lineColumns(row.currency)}
            rows={row.lines.map((line, at) => ({ ...line, at }))}
            rowKey={(line) => String(line.at)}
          />
        </details>
      ))}
      {page.mayEdit && (
        <Card title={m.contracts_margin_costs_title()} titleId="work-costs">
          <ActForm
            id="work-costs"
            intent="costs"
            lastResult={lastResult}
            defaults={{
              hourMinor: formatAmount(page.work.hourMinor),
              requestMinor: formatAmount(page.work.requestMinor),
              correctionMinor: formatAmount(page.work.correctionMinor),
            }}
            submit={m.people_save()}
          >
            {(field) => (
              <div className="grid gap-4 roomy:grid-cols-3">
                <TextField
                  field={field("hourMinor")}
                  label={m.contracts_margin_hour()}
                  inputMode="decimal"
                  width="short"
                  autoComplete="off"
                />
                <TextField
                  field={field("requestMinor")}
                  label={m.contracts_margin_request()}
                  inputMode="decimal"
                  width="short"
                  autoComplete="off"
                />
                <TextField
                  field={field("correctionMinor")}
                  label={m.contracts_margin_correction()}
                  inputMode="decimal"
                  width="short"
                  autoComplete="off"
                />
              </div>
            )}
          </ActForm>
        </Card>
      )}
    </Stack>
  );
}

/** Margins in the order asked for; in their own order where none is. */
export function sortMargins(rows: readonly MarginRow[], sort: ListState["sort"]): MarginRow[] {
  return sortedBy(rows, sort, {
    client: ({ name }) => name,
    revenueMinor: (row) => row.revenueMinor,
    costMinor: (row) => row.costMinor,
    paperMinor: (row) => row.paperMinor,
    hoursMinor: (row) => row.hoursMinor,
    requestsMinor: (row) => row.requestsMinor,
    correctionsMinor: (row) => row.correctionsMinor,
    realMinor: (row) => row.realMinor,
  });
}

const money = (
  key: keyof MarginRow & `${string}Minor`,
  header: () => string,
  strong = false,
): Column<MarginRow> => ({
  key,
  header: header(),
  align: "right",
  noWrap: true,
  cell: (row) => {
    const amount = row[key];
    const shown = typeof amount === "number" ? formatMoney(amount, row.currency) : "";
    return strong ? (
      <strong className={typeof amount === "number" && amount < 0 ? "text-negative" : ""}>{shown}</strong>
    ) : (
      shown
    );
  },
});

function columns(): Column<MarginRow>[] {
  return [
    {
      key: "client",
      header: m.monthly_client(),
      primary: true,
      cell: (row) => <TextLink to={`/staff/clients/${row.clientId}/contract`}>{row.name}</TextLink>,
    },
    money("revenueMinor", m.contracts_margin_revenue),
    money("costMinor", m.contracts_margin_cost),
    money("paperMinor", m.contracts_margin_paper, true),
    money("hoursMinor", m.contracts_margin_hours),
    money("requestsMinor", m.contracts_margin_requests),
    money("correctionsMinor", m.contracts_margin_corrections),
    { ...money("realMinor", m.contracts_margin_real, true), place: "figure" },
  ];
}

function lineColumns(currency: string): Column<LineMargin & { at: number }>[] {
  const amount = (minor: number): string => formatMoney(minor, currency);
  return [
    { key: "label", header: m.contracts_margin_line(), primary: true, cell: (line) => line.label },
    {
      key: "revenue",
      header: m.contracts_margin_revenue(),
      align: "right",
      noWrap: true,
      cell: (line) => amount(line.revenueMinor),
    },
    {
      key: "parts",
      header: m.contracts_margin_parts(),
      cell: (line) =>
        costParts
          .flatMap((part) => {
            const cost = line.costs[part];
            return cost === undefined ? [] : [`${costWords[part]()} ${amount(cost)}`];
          })
          .join(", "),
    },
    {
      key: "paper",
      header: m.contracts_margin_paper(),
      align: "right",
      noWrap: true,
      cell: (line) => amount(line.paperMinor),
    },
  ];
}
