import { agreementsAccess } from "#app/agreements/access.ts";
import { clientsAccess } from "#app/clients/access.ts";
import type { ContractSummary } from "#app/contracts/contract-page.server.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { readinessItems } from "#app/conversion/rules/readiness.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { listMyApprovals } from "#app/desk/approvals/waiting.server.ts";
import { type AnsweredQuery, listAnswered } from "#app/hours/store/answered-queries.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { ForYouRows, OpenInvoiceRow } from "./store/dashboard-cards.server.ts";

/** One thing that waits for this person; minor units, whole minutes, days of the client's zone. */
export type ForYouLine =
  | { kind: "approve"; count: number }
  | {
      kind: "pay";
      to: string;
      number: string;
      openMinor: number;
      currency: string;
      dueOn: Day | null;
      overdue: boolean;
    }
  | { kind: "change"; requestId: string; title: string; requesterName: string | null }
  | { kind: "reply"; requestId: string; title: string }
  | { kind: "proposal"; proposalId: string; name: string }
  | { kind: "checklist" }
  | { kind: "save-method"; proposalId: string; name: string }
  | { kind: "sign"; agreementId: string; title: string }
  | ({ kind: "answered" } & AnsweredQuery)
  | { kind: "confirm"; what: "roster" | "rights" }
  | { kind: "prices"; versionId: string; name: string; on: Day }
  | { kind: "expires"; minutes: number; on: Day };

/** What may wait for this person besides what the dashboard's cards read: questions that were answered, and requests to approve; two queries. */
export async function findWaiting(tx: Tx, scope: ClientScope, zone: string) {
  const [answered, changes] = await Promise.all([listAnswered(tx, scope), listMyApprovals(tx, scope, zone)]);
  return { answered, changes };
}

/** What waits for this person, the most pressing first. `lapsing` are hours that expire within a month; without hours nobody asked about any. */
export function toForYou(
  scope: ClientScope,
  zone: string,
  known: ForYouRows & Awaited<ReturnType<typeof findWaiting>> & { prices: ContractSummary["prices"] },
  hours: { shown: boolean; lapsing: { minutes: number; on: Day } | null },
): ForYouLine[] {
  const { approvals, invoices, replies, proposals, agreements, unpayable, checklist, changes, due } = known;
  const { lapsing } = hours;
  const answered = hours.shown ? known.answered : [];
  return [
    ...changes.map(({ id, title, requesterName }) => ({
      kind: "change" as const,
      requestId: id,
      title,
      requesterName,
    })),
    ...(may(scope, hoursAccess.approveTime) && approvals > 0
      ? [{ kind: "approve" as const, count: approvals }]
      : []),
    ...(may(scope, agreementsAccess.sign)
      ? agreements.map(({ id, title }) => ({ kind: "sign" as const, agreementId: id, title }))
      : []),
    ...(may(scope, clientsAccess.spend) ? invoices.map((row) => toPay(row, zone)) : []),
    ...(may(scope, clientsAccess.spend)
      ? unpayable.map(({ id, name }) => ({ kind: "save-method" as const, proposalId: id, name }))
      : []),
    ...(may(scope, conversionAccess.see)
      ? proposals.map(({ id, ...row }) => ({ kind: "proposal" as const, proposalId: id, ...row }))
      : []),
    ...(may(scope, conversionAccess.accept) && checklist !== null && checklist < readinessItems.length
      ? [{ kind: "checklist" as const }]
      : []),
    ...replies.map(({ id, title }) => ({ kind: "reply" as const, requestId: id, title })),
    ...(["roster", "rights"] as const)
      .filter((what) => due?.[what])
      .map((what) => ({ kind: "confirm" as const, what })),
    ...known.prices.map((row) => ({ kind: "prices" as const, ...row })),
    ...answered.map((query) => ({ kind: "answered" as const, ...query })),
    ...(lapsing && lapsing.minutes > 0
      ? [{ kind: "expires" as const, minutes: lapsing.minutes, on: lapsing.on }]
      : []),
  ];
}

function toPay({ dueAt, id, kind, ...row }: OpenInvoiceRow, zone: string): ForYouLine {
  const due = dueAt === null ? null : new Date(dueAt);
  return {
    ...row,
    kind: "pay",
    to: kind === "order" ? `/orders/${id}` : `/invoices/${id}`,
    dueOn: due && dayIn(zone, due),
    overdue: due !== null && due <= now(),
  };
}
