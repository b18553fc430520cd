import { randomUUID } from "node:crypto";

import { queueQuery, readQueueFilter, type QueueFilter } from "#app/desk/queue-filter.ts";
import { countQueue, listQueue, type QueueRow } from "#app/desk/store/queue-store.server.ts";
import { findQueueChoices, type QueueChoices } from "#app/desk/store/view-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";

const perPage = 50;

/** A request of the queue with the minutes until its next promise ends (below zero: how late it is), since its last message, and since it was asked, by the wall clock. */
export type ShownQueueRow = QueueRow & {
  minutesLeft: number | null;
  lastMinutes: number | null;
  ageMinutes: number;
};

/** A page of the queue, how many its parts hold, the views to choose from, the colleagues to give to, and what it is narrowed by. */
export function getQueuePage(scope: StaffScope, filter: QueueFilter, page: number) {
  const look = { userId: scope.userId, at: now() };
  return readInScope(scope, async (tx) => {
    const rows = await listQueue(tx, look, filter, { limit: perPage, offset: (page - 1) * perPage });
    return {
      rows: rows.slice(0, perPage).map((row) => ({
        ...row,
        minutesLeft: minutesTo(row.dueAt, look.at),
        lastMinutes: row.lastAt && minutesSince(row.lastAt, look.at),
        ageMinutes: minutesSince(row.createdAt, look.at),
      })),
      hasMore: rows.length > perPage,
      counts: await countQueue(tx, look, filter),
      ...readChoices(await findQueueChoices(tx, scope.userId, filter)),
      viewId: randomUUID(),
    };
  });
}

/** Items by their names, and views in the spelling of today's addresses. */
const readChoices = ({ views, items, ...choices }: QueueChoices) => ({
  ...choices,
  views: views.map((view) => ({
    ...view,
    query: queueQuery(readQueueFilter(new URLSearchParams(view.query))),
  })),
  items: items.map(({ id, title }) => ({ id, name: inLanguage(title) })),
});

const minutesSince = (past: Date, at: Date): number =>
  Math.max(0, Math.floor((at.getTime() - past.getTime()) / 60_000));

function minutesTo(dueAt: Date | null, at: Date): number | null {
  return dueAt && Math.floor((dueAt.getTime() - at.getTime()) / 60_000);
}
