import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { contractsAccess } from "./access.ts";
import { draftMonths } from "./count-client.server.ts";
import { findHoursLine } from "./rules/hours-line.ts";
import { marginOf, type ClientMargin, type WorkCosts } from "./rules/margin.ts";
import { addToMonth, firstDayOf, lastDayOf, monthOf, type Month } from "./rules/month.ts";
import { listLineCosts } from "./store/contract-store.server.ts";
import { findWorkCosts, listWorkUnderContract, writeWorkCosts } from "./store/margin-store.server.ts";

export type MarginRow = ClientMargin & { clientId: string; name: string; currency: string };
export type MarginPage = {
  month: Month;
  before: Month;
  after: Month | null;
  rows: MarginRow[];
  work: WorkCosts;
  mayEdit: boolean;
};

/** Each client's month: what its contracts earned on paper, and after the work that they took (not that which prepaid hours pay); the worst first. Last month where none is named. */
export function getMarginPage(scope: StaffScope, asked: Month | null): Promise<MarginPage> {
  return readInScope(scope, async (tx) => {
    const { zone } = await requireMsp(tx);
    const thisMonth = monthOf(dayIn(zone, now()));
    const month = asked ?? addToMonth(thisMonth, -1);
    const span = { from: firstDayOf(month), until: lastDayOf(month) };
    const work = await findWorkCosts(tx);
    const clients = await listWorkUnderContract(tx, span);
    const ids = clients.map(({ clientId }) => clientId);
    const [draftOf, costs] = [await draftMonths(tx, ids, month), await listLineCosts(tx, ids)];
    const rows = clients.map(({ clientId, name, currency, requests, ...worked }): MarginRow => {
      const { draft, contracts, closed } = draftOf(clientId);
      const lines = closed?.lines ?? draft.lines;
      const corrections = lines.filter(({ detail }) => detail.kind === "correction").length;
      // Work that prepaid hours pay has its own revenue, which is none of the contract's.
      const charged = findHoursLine(contracts, month) ? 0 : worked.chargedMinutes;
      const minutes = worked.minutes - charged;
      const margin = marginOf(lines, contracts, costs, { minutes, requests, corrections }, work);
      return { clientId, name, currency, ...margin };
    });
    return {
      month,
      before: addToMonth(month, -1),
      after: month < thisMonth ? addToMonth(month, 1) : null,
      rows: rows.sort((one, other) => one.realMinor - other.realMinor),
      work,
      mayEdit: may(scope, contractsAccess.setWorkCosts),
    };
  });
}

/** Changes what the MSP's own work costs it; margins are worked out anew. */
export function setWorkCosts(scope: StaffScope, costs: WorkCosts): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!may(scope, contractsAccess.setWorkCosts)) return notFound();
    await writeWorkCosts(tx, costs);
    const { hourMinor, requestMinor, correctionMinor } = costs;
    await appendAudit(tx, scope, {
      action: "margin.costs-set",
      target: "margin",
      clientId: null,
      detail: { hourMinor, requestMinor, correctionMinor },
    });
  });
}
