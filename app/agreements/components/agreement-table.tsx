import type { AgreementRow } from "#app/agreements/agreement-page.server.ts";
import { kindWord } from "#app/agreements/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";

import { StateBadge } from "./agreement-view.tsx";

/** A list of agreements, those that wait for the reader first. */
export function AgreementTable({
  rows,
  base,
  zone,
  ofAllClients,
}: {
  rows: AgreementRow[];
  /** The address of the list: `/agreements`. */
  base: string;
  zone: string;
  /** Staff's list of all clients: what its address asks, and the reader's views. */
  ofAllClients?: { list: ListState; views: SavedView[] };
}) {
  const columns: Column<AgreementRow>[] = [
    {
      key: "title",
      header: m.agreements_evidence_document(),
      primary: true,
      cell: (row) => (
        <TextLink to={`${base}/${row.id}`}>
          {row.title} {row.number}
        </TextLink>
      ),
    },
    ...(ofAllClients
      ? [{ key: "client", header: m.agreements_party_client(), cell: (row: AgreementRow) => row.clientName }]
      : []),
    { key: "kind", header: m.agreements_col_kind(), wideOnly: true, cell: (row) => kindWord(row.kind) },
    {
      key: "date",
      header: m.agreements_col_date(),
      noWrap: true,
      cell: (row) => formatInstant(new Date(row.closedAt ?? row.createdAt), zone),
    },
    {
      key: "signed",
      header: m.agreements_signatures(),
      align: "right",
      wideOnly: true,
      cell: (row) => `${row.signed}/${row.signers}`,
    },
    {
      key: "state",
      header: m.agreements_col_state(),
      noWrap: true,
      place: "figure",
      cell: (row) =>
        row.isMyTurn ? (
          <LinkButton to={`${base}/${row.id}/sign`} size="small">
            {m.agreements_sign_go()}
            <span className="sr-only">: {`${row.title} ${row.number}`}</span>
          </LinkButton>
        ) : (
          <StateBadge state={row.state} />
        ),
    },
  ];
  const table = (
    <Card padding="none">
      <DataTable
        caption={m.agreements_group()}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        dense={ofAllClients !== undefined}
        list={ofAllClients?.list}
        phone="flow"
        empty={
          <EmptyState icon="contract" title={m.agreements_none_title()}>
            {ofAllClients ? m.agreements_none_staff() : m.agreements_none_text()}
          </EmptyState>
        }
      />
    </Card>
  );
  if (!ofAllClients) return table;
  return (
    <Stack>
      <ListTools {...ofAllClients} columns={columns} />
      {table}
    </Stack>
  );
}
