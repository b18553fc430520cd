import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { TodoItem } from "#app/platform/todo.ts";

import { statusWords } from "./microsoft/words.ts";
import { listPeopleWaiting, type PeopleTodoKind, type PeopleWaiting } from "./store/todo-store.server.ts";
import { heldWords } from "./words.ts";

/** Leavers who still hold something, and what is wrong with Microsoft 365, over all clients; `limit` of each kind at most. One query. */
export async function listPeopleTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<PeopleTodoKind>[]> {
  const rows = await listPeopleWaiting(tx, scope, limit);
  return rows.map((row) => {
    const { kind, id, clientName, since } = row;
    return { kind, id, clientName, who: null, since, ...wordsOf(row) };
  });
}

function wordsOf(row: PeopleWaiting): { title: string; why: string; to: string } {
  switch (row.kind) {
    case "leaver-holds":
      return {
        title: row.name,
        why: m.people_todo_leaver_why({ what: row.held.map((one) => heldWords[one]()).join(", ") }),
        to: `/staff/clients/${row.clientId}/roster/${row.id}`,
      };
    case "microsoft-broken":
      return {
        title: m.people_todo_microsoft_title(),
        why: row.status ? statusWords[row.status]() : "",
        to: `/staff/clients/${row.clientId}/microsoft`,
      };
    case "microsoft-secret-ends":
      return {
        title: m.people_todo_secret_title(),
        why: row.endsOn ? m.people_ms_secret_soon({ day: formatDay(row.endsOn) }) : "",
        to: "/staff/settings/microsoft",
      };
  }
}
