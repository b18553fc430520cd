import { findEntry, findStaffPart } from "#app/hours/store/find-entry.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { entryView } from "./entry-view.ts";
import { historyLine } from "./ledger-page.server.ts";
import { staffTalk } from "./query/query-view.server.ts";
import { findEntryTalk } from "./store/entry-talk.server.ts";
import { listEntryOps } from "./store/ledger-list.server.ts";
import { findTimeChoices } from "./store/time-choices.server.ts";
import { choicesFor } from "./time-form-page.server.ts";

/** The page to change a time entry: the entry, the choices of the form, and its history. */
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
