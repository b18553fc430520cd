import type { ReactNode } from "react";

import type { RosterChecks } from "#app/people/roster-checks-page.server.ts";
import { heldWords } from "#app/people/words.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

/** What should not be as it is with the people of all clients, a list a kind; a list without rows is left out. */
export function RosterCheckLists({ checks }: { checks: RosterChecks }) {
  const { leavers, free, emptySeats, seatless, unconfirmed } = checks;
  const all = [leavers, free, emptySeats, seatless, unconfirmed];
  if (all.every(({ total }) => total === 0))
    return (
      <Notice tone="good" quiet>
        {m.people_checks_none()}
      </Notice>
    );
  return (
    <Stack>
      <Check
        title={m.people_checks_leavers()}
        list={leavers}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            header: m.people_col_name(),
            primary: true,
            cell: (row) => (
              <TwoLines
                first={<TextLink to={`/staff/clients/${row.clientId}/roster/${row.id}`}>{row.name}</TextLink>}
                second={row.clientName}
              />
            ),
          },
          {
            key: "held",
            header: m.people_checks_held(),
            cell: (row) => row.held.map((one) => heldWords[one]()).join(", "),
          },
          {
            key: "left",
            header: m.people_col_left(),
            noWrap: true,
            cell: (row) => formatDay(row.leftOn, "medium"),
          },
        ]}
      />
      <Check
        title={m.people_checks_free()}
        list={free}
        rowKey={(row) => `${row.clientId} ${row.productId}`}
        aside={totalsOf(free.rows)}
        columns={[
          {
            key: "product",
            header: m.people_col_product(),
            primary: true,
            cell: (row) => <TwoLines first={row.product} second={<ClientLink row={row} page="licences" />} />,
          },
          {
            key: "bought",
            header: m.people_number_bought(),
            align: "right",
            cell: (row) => formatNumber(row.bought),
          },
          {
            key: "free",
            header: m.people_report_free(),
            align: "right",
            cell: (row) => formatNumber(row.free),
          },
          {
            key: "cost",
            header: m.people_col_price(),
            align: "right",
            place: "figure",
            noWrap: true,
            cell: (row) => formatMoney(row.monthlyMinor, row.currency),
          },
        ]}
      />
      <Several title={m.people_checks_empty_seats()} list={emptySeats} />
      <Several title={m.people_checks_seatless()} list={seatless} />
      <Check
        title={m.people_checks_unconfirmed()}
        list={unconfirmed}
        rowKey={(row) => row.clientId}
        columns={[
          {
            key: "client",
            header: m.people_checks_client(),
            primary: true,
            cell: (row) => <ClientLink row={row} page="access" />,
          },
          {
            key: "what",
            header: m.people_confirmed_due(),
            cell: (row) =>
              [
                ...(row.roster ? [m.people_confirmed_roster()] : []),
                ...(row.rights ? [m.people_rights_title()] : []),
              ].join(", "),
          },
          {
            key: "last",
            header: m.people_checks_last(),
            cell: (row) => (row.lastDay ? formatDay(row.lastDay, "medium") : m.people_confirmed_never()),
          },
        ]}
      />
    </Stack>
  );
}

type List<Row> = { rows: Row[]; total: number };
type ClientRow = { clientId: string; clientName: string };

interface CheckProps<Row> {
  title: string;
  list: List<Row>;
  rowKey: (row: Row) => string;
  columns: Column<Row>[];
  aside?: ReactNode;
}

function Check<Row>({ title, list, rowKey, columns, aside }: CheckProps<Row>) {
  if (list.total === 0) return null;
  return (
    <Card title={`${title} (${formatNumber(list.total)})`} titleId={title} aside={aside}>
      <div className="-mx-5 wide:-mx-5.5">
        <DataTable caption={title} dense phone="flow" rows={list.rows} rowKey={rowKey} columns={columns} />
      </div>
      {list.rows.length < list.total && (
        <p className="mt-3 text-sm text-muted">
          {m.office_todo_more({ shown: list.rows.length, total: list.total })}
        </p>
      )}
    </Card>
  );
}

function Several({ title, list }: { title: string; list: RosterChecks["emptySeats"] }) {
  return (
    <Check
      title={title}
      list={list}
      rowKey={(row) => row.clientId}
      columns={[
        {
          key: "client",
          header: m.people_checks_client(),
          primary: true,
          cell: (row) => <ClientLink row={row} page="roster" />,
        },
        {
          key: "count",
          header: m.people_checks_count(),
          align: "right",
          cell: (row) => formatNumber(row.count),
        },
        {
          key: "names",
          header: m.people_checks_which(),
          cell: ({ names, count }) => names.join(", ") + (count > names.length ? " …" : ""),
        },
      ]}
    />
  );
}

function ClientLink({ row, page }: { row: ClientRow; page: string }) {
  return <TextLink to={`/staff/clients/${row.clientId}/${page}`}>{row.clientName}</TextLink>;
}

/** What the shown licences cost together, an amount a currency. */
function totalsOf(rows: RosterChecks["free"]["rows"]): ReactNode {
  const sums = new Map<string, number>();
  for (const { currency, monthlyMinor } of rows) sums.set(currency, (sums.get(currency) ?? 0) + monthlyMinor);
  return [...sums]
    .map(([currency, minor]) => m.people_a_month({ amount: formatMoney(minor, currency) }))
    .join(" · ");
}
