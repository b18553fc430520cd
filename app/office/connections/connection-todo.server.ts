import { findLastEventAt } from "#app/billing/event-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { officeAccess } from "#app/office/access.ts";
import { faultWords } from "#app/office/connections/words.ts";
import { findSetup } from "#app/office/setup/setup-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { TodoItem } from "#app/platform/todo.ts";

import { findLastTests, type Connection } from "./test-store.server.ts";

/** A connection without which nobody can pay, be invoiced or be written to. */
export const connectionTodoKinds = ["connection"] as const;
export type ConnectionTodoKind = (typeof connectionTodoKinds)[number];

const titles = {
  stripe: m.conn_todo_stripe,
  mail: m.conn_todo_mail,
} satisfies Record<Connection, () => string>;

/**
 * What the owner still has to connect after the first run, until a test works: a connection whose last test failed, and one that was
 * never tested and that nothing has come through. Nothing for others, nor where there was no first run. Three queries.
 */
export async function listConnectionTodo(tx: Tx, scope: StaffScope): Promise<TodoItem<ConnectionTodoKind>[]> {
  if (!may(scope, officeAccess.testConnections)) return [];
  const setup = await findSetup(tx);
  if (!setup?.doneAt) return [];
  const { doneAt } = setup;
  const last = await findLastTests(tx);
  const isUntried = {
    stripe: !setup.stripeAt && (await findLastEventAt(tx)) === null,
    mail: !setup.mailAt,
  };
  return (["stripe", "mail"] as const).flatMap((connection) => {
    const test = last[connection];
    if (test ? test.fault === null : !isUntried[connection]) return [];
    return [
      {
        kind: "connection" as const,
        id: connection,
        title: titles[connection](),
        clientName: null,
        who: null,
        why: test?.fault ? faultWords(test.fault) : m.conn_last_none(),
        since: test && test.testedAt < doneAt ? doneAt : (test?.testedAt ?? doneAt),
        to: `/staff/settings/connections#${connection}`,
      },
    ];
  });
}
