import type { ClockKind } from "#app/desk/rules/clock-facts.ts";
import {
  findClockSubject,
  listClocks,
  markWarned,
  type ClockKey,
} from "#app/desk/store/clock-store.server.ts";
import { wantsLetter } from "#app/identity/letter-kinds.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { isClosed } from "#app/requests/rules/request-state.ts";
import { findColleague } from "#app/requests/store/request-store.server.ts";

/** Writes to who works on a request (the MSP's address where nobody does) that a promised time is nearly used up: once for each priority, if that is so by now. */
export function warnClock(key: ClockKey, kind: ClockKind): Promise<void> {
  const at = now();
  return asSystem(async (tx) => {
    const subject = await findClockSubject(tx, key);
    if (!subject || isClosed(subject.state) || !(await markWarned(tx, key, { kind, at }))) return;
    const clock = (await listClocks(tx, key)).find((one) => one.kind === kind);
    if (!clock?.dueAt) return;
    const { dueAt, priority } = clock;
    const msp = await requireMsp(tx);
    const person = (await findColleague(tx, subject.assigneeId)) ?? {
      name: null,
      email: msp.email,
      locale: msp.locale,
      mutedLetters: [],
    };
    if (!wantsLetter(person, "times")) return;
    const locale = localeOf(person.locale);
    await queueLetter(tx, {
      key: `sla-warning:${key.requestId}:${kind}:${priority}`,
      clientId: key.clientId,
      to: person.email,
      locale,
      thread: threadOf(key.requestId),
      template: "sla-warning",
      props: {
        number: subject.number,
        title: subject.title,
        clientName: subject.clientName,
        name: person.name,
        kind,
        due: withLocale(locale, () => formatInstant(dueAt, msp.zone)),
        mspName: msp.name,
        url: `${env().origin}/staff/requests/${key.requestId}`,
      },
    });
  });
}
