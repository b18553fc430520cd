import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import type { ProposalRow } from "#app/conversion/proposal-list.server.ts";
import { stateTone, stateWord } from "#app/conversion/words.ts";

interface ProposalTableProps {
  rows: ProposalRow[];
  /** The address under which each proposal has its page. */
  base: string;
  emptyText: string;
  withClient?: boolean;
}

/** Proposals with where they stand. */
export function ProposalTable({ rows, base, emptyText, withClient = false }: ProposalTableProps) {
  const client: Column<ProposalRow> = {
    key: "client",
    header: m.monthly_client(),
    place: "under",
    cell: ({ clientName }) => clientName,
  };
  return (
    <Card padding="none">
      <DataTable
        caption={m.conversion_proposals()}
        dense
        phone="lines"
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon="contract" title={m.conversion_proposals_none()}>
            {emptyText}
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: m.conversion_proposal(),
            primary: true,
            cell: ({ id, name }) => <TextLink to={`${base}/${id}`}>{name}</TextLink>,
          },
          ...(withClient ? [client] : []),
          {
            key: "state",
            header: m.conversion_state(),
            place: "figure",
            cell: ({ state }) => (
              <Badge size="small" tone={stateTone(state)}>
                {stateWord(state, withClient ? "msp" : "client")}
              </Badge>
            ),
          },
          {
            key: "since",
            header: m.conversion_since(),
            noWrap: true,
            cell: ({ stateOn }) => formatDay(stateOn, "medium"),
          },
        ]}
      />
    </Card>
  );
}
