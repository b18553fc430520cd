import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { entryView } from "./entry-view.ts";
import { findEntry } from "./entry-page.server.ts";
import { historyLine } from "./ledger-page.server.ts";
import { staffTalk } from "./query/query-view.server.ts";
import { findEntryTalk } from "./store/entry-talk.server.ts";
import { listEntryOps } from "./store/ledger-list.server.ts";
import { findTimeChoices } from "./store/time-choices.server.ts";
import { choicesFor } from "./time-form-page.server.ts";

/** A time entry to change: as it stands, what it may become, and all that happened to it; five queries besides the scope's. */
export async function getStaffEntryPage(scope: StaffScope, entryId: string) {
  return readInScope(scope, async (tx) => {
    const own = await findStaffPart(tx, entryId);
    if (!own) return notFound();
    const entry = await findEntry(tx, own.clientId, entryId, null);
    const choices = await findTimeChoices(
      tx,
      own.clientId,
      { requestId: own.requestId, workTypeId: own.workTypeId },
      now(),
    );
    if (!entry || !choices) return notFound();
    const talk = staffTalk(scope, await findEntryTalk(tx, own.clientId, entryId));
    return {
      own,
      entry: entryView(entry),
      talk,
      choices: choicesFor(choices),
      history: (await listEntryOps(tx, own.clientId, entryId)).map(historyLine),
    };
  });
}

type StaffPart = {
  clientId: string;
  requestId: string;
  workTypeId: string;
  /** Day and start by the MSP's clock. */
  workedOn: string;
  start: string | null;
  internalNote: string;
  updatedBy: string;
};

/** What only staff need of an entry, found by its id across all clients. */
async function findStaffPart(tx: Tx, entryId: string): Promise<StaffPart | null> {
  const [row] = await tx.$queryRaw<StaffPart[]>`
    select e.client_id::text as "clientId", e.request_id::text as "requestId", e.work_type_id::text as "workTypeId",
      coalesce(day_in(m.zone, e.started_at), e.worked_on)::text as "workedOn",
      to_char(e.started_at at time zone zone_at(m.zone, e.started_at), 'HH24:MI') as start, coalesce(n.note, '') as "internalNote", u.name as "updatedBy"
    from client_facts c cross join msp_facts m join time_entry e on e.client_id = c.id and e.id = ${entryId}::uuid join user_facts u on u.id = e.engineer_id
    left join time_entry_internal_note n on n.client_id = e.client_id and n.time_entry_id = e.id`;
  return row ?? null;
}
