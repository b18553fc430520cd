import { formatAmount, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

import type { RadarClient } from "#app/conversion/radar-page.server.ts";
import type { ScoredRow } from "#app/conversion/rules/radar.ts";
import { isProposalState } from "#app/conversion/rules/state.ts";
import { scoreFormula, scoreTitle, stateWord, verdictTone, verdictWord } from "#app/conversion/words.ts";

/** Clients that buy hours, the ripest for a contract first. */
export function RadarTable({ clients }: { clients: RadarClient[] }) {
  return (
    <Card padding="none">
      <DataTable
        caption={m.conversion_radar_title()}
        dense
        phone="lines"
        rows={clients}
        rowKey={({ clientId }) => clientId}
        empty={
          <EmptyState icon="clients" title={m.conversion_radar_none()}>
            {m.conversion_radar_none_text()}
          </EmptyState>
        }
        columns={[
          {
            key: "client",
            header: m.monthly_client(),
            primary: true,
            cell: ({ clientId, name }) => <TextLink to={`/staff/radar/${clientId}`}>{name}</TextLink>,
          },
          {
            key: "verdict",
            header: m.conversion_verdict(),
            place: "figure",
            cell: ({ score }) => (
              <Badge size="small" tone={verdictTone(score.verdict)}>
                {verdictWord(score.verdict)}
              </Badge>
            ),
          },
          {
            key: "points",
            header: m.conversion_points(),
            align: "right",
            noWrap: true,
            place: "under",
            cell: ({ score }) => m.conversion_points_of({ points: score.points, most: score.most }),
          },
          {
            key: "burn",
            header: m.conversion_score_burn(),
            align: "right",
            noWrap: true,
            cell: (client) => <Burn client={client} />,
          },
          {
            key: "requests",
            header: m.conversion_score_requests(),
            align: "right",
            noWrap: true,
            cell: ({ score }) => ratePerSeat(score.rows),
          },
          {
            key: "proposal",
            header: m.conversion_proposal(),
            cell: ({ proposal }) =>
              proposal && (
                <TextLink to={`/staff/proposals/${proposal.id}`}>
                  {isProposalState(proposal.state) ? stateWord(proposal.state, "msp") : ""}
                </TextLink>
              ),
          },
        ]}
      />
    </Card>
  );
}

function Burn({ client: { score, currency } }: { client: RadarClient }) {
  const burn = score.rows.find((row) => row.kind === "burn");
  if (!burn) return m.conversion_other_currency({ currency });
  return (
    <TwoLines
      first={formatMoney(burn.burnMinor, currency)}
      second={m.conversion_of_managed({
        percent: formatNumber(burn.percent),
        managed: formatMoney(burn.managedMinor, currency),
      })}
    />
  );
}

function ratePerSeat(rows: readonly ScoredRow[]): string {
  const row = rows.find(({ kind }) => kind === "requests");
  return row?.kind === "requests" ? formatAmount(row.percent) : "";
}

/** A client's score row by row, each with the figures that it was made of. */
export function ScoreCard({ client }: { client: RadarClient }) {
  const { score, currency, months, hasRoster } = client;
  return (
    <Card
      title={m.conversion_score_title()}
      titleId="score"
      aside={
        <Badge tone={verdictTone(score.verdict)}>
          {verdictWord(score.verdict)} · {m.conversion_points_of({ points: score.points, most: score.most })}
        </Badge>
      }
    >
      <p className="mb-3 text-muted">
        {m.conversion_score_basis({ months })}{" "}
        {hasRoster ? m.conversion_seats_roster() : m.conversion_seats_portal()}
      </p>
      <ul className="divide-y divide-line">
        {score.rows.map((row) => (
          <li key={row.kind} className="flex items-baseline justify-between gap-5 py-2.5">
            <span className="min-w-0">
              <span className="block font-semibold">{scoreTitle(row)}</span>
              <span className="block text-[0.9375rem] text-muted">{scoreFormula(row, currency)}</span>
              <Behind row={row} clientId={client.clientId} />
            </span>
            <span className="flex-none font-semibold">
              {m.conversion_points_of({ points: row.points, most: row.most })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The way to what a row of the score was made of. */
function Behind({ row: { kind }, clientId }: { row: ScoredRow; clientId: string }) {
  const client = `/staff/clients/${clientId}`;
  switch (kind) {
    case "burn":
      return <TextLink to={`${client}/hours`}>{m.conversion_behind_entries()}</TextLink>;
    case "requests":
      return <TextLink to={`${client}/requests`}>{m.conversion_behind_requests()}</TextLink>;
    case "arrears":
      return <TextLink to={`${client}/orders`}>{m.conversion_behind_orders()}</TextLink>;
    case "standard":
      return <TextLink to={`${client}/devices`}>{m.conversion_ready_devices()}</TextLink>;
    case "readiness":
      return <TextLink to="#readiness">{m.conversion_behind_checklist()}</TextLink>;
    case "currency":
      return null;
  }
}
