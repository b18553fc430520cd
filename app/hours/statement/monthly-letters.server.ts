import { clientsAccess } from "#app/clients/access.ts";
import { now } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { monthOf, statementQuery } from "#app/hours/rules/statement-period.ts";
import { findMspReader, findReadersOf } from "#app/hours/store/letter-people.server.ts";
import {
  insertMonthlyLetter,
  listMonthlyDue,
  type MonthlyDue,
} from "#app/hours/store/statement-issue.server.ts";
import { listBlocksAt } from "#app/hours/store/statement-snapshot.server.ts";

import { issueIn } from "./issue-statement.server.ts";

/** Sends each client that wants it the statement of the month that ended, once: when the next month begins in its zone, or later if no worker ran then. */
export async function sendMonthlyStatements(): Promise<void> {
  const at = now();
  await eachInTurn(
    await asSystem((tx) => listMonthlyDue(tx, at)),
    (client) => asSystem((tx) => sendOne(tx, client, at)),
    { says: "a monthly statement could not be sent", facts: ({ id }) => ({ client: id }) },
  );
}

async function sendOne(tx: Tx, client: MonthlyDue, at: Date): Promise<void> {
  const today = dayIn(client.zone, at);
  const period = monthOf(day(client.monthOn), today);
  const issued = await issueIn(tx, "system", client, period);
  if (
    !issued ||
    period.from === null ||
    !(await insertMonthlyLetter(tx, client.id, period.from, issued.id, at))
  )
    return;
  const { mspName } = await findMspReader(tx);
  const blocks = await listBlocksAt(tx, client.id, issued.seq, period.until);
  for (const reader of await findReadersOf(tx, client.id, clientsAccess.spend.roles)) {
    await queueLetter(tx, {
      key: `statement:${client.id}:${period.from}:${reader.email}`,
      clientId: client.id,
      to: reader.email,
      locale: reader.locale,
      template: "monthly-statement",
      props: {
        name: reader.name,
        mspName,
        clientName: client.name,
        clientId: client.id,
        statementId: issued.id,
        from: day(period.from),
        until: day(period.until),
        balanceMinutes: issued.closing_minutes,
        cardMinutes: blocks.length > 0 ? blocks.reduce((sum, { minutes }) => sum + minutes, 0) : null,
        url: `${env().origin}/statement?${statementQuery(period)}`,
      },
    });
  }
}
