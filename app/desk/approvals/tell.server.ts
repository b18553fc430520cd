import { listDeciders } from "#app/desk/rules/approval.ts";
import { amountOf } from "#app/desk/rules/quote.ts";
import { listSteps } from "#app/desk/store/approval-store.server.ts";
import { findChange } from "#app/desk/store/change-store.server.ts";
import { wantsLetter } from "#app/identity/letter-kinds.ts";
import { listPeopleOf } from "#app/identity/people-of-store.server.ts";
import { findLiveClient } from "#app/clients/client-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";

import { openStepOf, readDecideFacts } from "./decide-facts.server.ts";

type Ids = { clientId: string; requestId: string };

/** Writes to everybody who may approve the open step, and to who stands in for them today; `asked` once, `reminder` once a day. */
export async function tellApprovers(tx: Tx, ids: Ids, why: "asked" | "reminder"): Promise<void> {
  const change = await findChange(tx, ids.clientId, ids.requestId);
  const request = await findRequestFacts(tx, ids.clientId, ids.requestId);
  const client = await findLiveClient(tx, ids.clientId);
  const steps = await listSteps(tx, ids.clientId, ids.requestId);
  const open = steps.find(({ state }) => state === "open");
  if (!change || !request || !client || !open) return;
  const msp = await requireMsp(tx);
  const today = dayIn(client.zone, now());
  const key = `change-approval:${ids.requestId}:${ids.clientId}:${open.position}:${why === "asked" ? why : today}`;
  const props = {
    number: request.number,
    title: request.title,
    requesterName: request.requesterName ?? msp.name,
    clientName: client.name,
    mspName: msp.name,
    reminder: why === "reminder",
    amountMinor: amountOf(change.quote),
    monthlyMinor: change.quote.monthlyMinor,
    ...(change.quote.later ? { later: [...change.quote.later] } : {}),
    onceMinor: change.quote.onceMinor,
    currency: change.quote.currency,
    answers: change.shown.map(({ label, text }) => ({ label, text })),
  };
  if (open.group === "msp") {
    await queueLetter(tx, {
      key,
      clientId: ids.clientId,
      to: msp.email,
      locale: localeOf(msp.locale),
      thread: threadOf(ids.requestId),
      template: "change-approval",
      props: { ...props, name: msp.name, url: `${env().origin}/staff/requests/${ids.requestId}` },
    });
    return;
  }
  const facts = await readDecideFacts(tx, client, { ...change, requesterId: request.requesterId });
  const readers = listDeciders(openStepOf(open), facts);
  for (const person of await listPeopleOf(tx, ids.clientId, readers))
    await queueLetter(tx, {
      key: `${key}:${person.userId}`,
      clientId: ids.clientId,
      to: person.email,
      locale: person.locale,
      thread: threadOf(ids.requestId),
      template: "change-approval",
      props: { ...props, name: person.name, url: `${env().origin}/requests/${ids.requestId}` },
    });
}

/** Writes to the person in whose name staff wrote a request down, so that who did not ask finds out. */
export async function tellWrittenDown(
  tx: Tx,
  ids: Ids,
  { by, to }: { by: string; to: string },
): Promise<void> {
  const change = await findChange(tx, ids.clientId, ids.requestId);
  const request = await findRequestFacts(tx, ids.clientId, ids.requestId);
  if (!change || !request) return;
  const msp = await requireMsp(tx);
  for (const person of await listPeopleOf(tx, ids.clientId, [to]))
    await queueLetter(tx, {
      key: `change-written-down:${ids.requestId}:${ids.clientId}`,
      clientId: ids.clientId,
      to: person.email,
      locale: person.locale,
      thread: threadOf(ids.requestId),
      template: "change-written-down",
      props: {
        name: person.name,
        number: request.number,
        title: request.title,
        writtenBy: by,
        mspName: msp.name,
        answers: change.shown.map(({ label, text }) => ({ label, text })),
        url: `${env().origin}/requests/${ids.requestId}`,
      },
    });
}

/** Writes to who asked that nobody has approved it yet, and when it ends without an answer. */
export async function tellExpiring(tx: Tx, ids: Ids, expiresOn: Day): Promise<void> {
  const request = await findRequestFacts(tx, ids.clientId, ids.requestId);
  if (!request?.requesterId) return;
  const msp = await requireMsp(tx);
  const steps = await listSteps(tx, ids.clientId, ids.requestId);
  const open = steps.find(({ state }) => state === "open");
  if (!open) return;
  for (const person of await listPeopleOf(tx, ids.clientId, [request.requesterId]))
    await queueLetter(tx, {
      key: `change-expiring:${ids.requestId}:${ids.clientId}:${open.position}`,
      clientId: ids.clientId,
      to: person.email,
      locale: person.locale,
      thread: threadOf(ids.requestId),
      template: "change-expiring",
      props: {
        name: person.name,
        number: request.number,
        title: request.title,
        mspName: msp.name,
        expiresOn,
        approvers: open.approvers.map(({ name }) => name),
        url: `${env().origin}/requests/${ids.requestId}`,
      },
    });
}

/** Writes to who asked that it was refused, by whom and why; without a name nobody approved it in time. */
export async function tellRefused(
  tx: Tx,
  ids: Ids,
  refused: { by: string; reason: string } | null,
): Promise<void> {
  const request = await findRequestFacts(tx, ids.clientId, ids.requestId);
  if (!request?.requesterId) return;
  const msp = await requireMsp(tx);
  for (const person of await listPeopleOf(tx, ids.clientId, [request.requesterId]))
    await queueLetter(tx, {
      key: `change-refused:${ids.requestId}:${ids.clientId}`,
      clientId: ids.clientId,
      to: person.email,
      locale: person.locale,
      thread: threadOf(ids.requestId),
      template: "change-refused",
      props: {
        name: person.name,
        number: request.number,
        title: request.title,
        mspName: msp.name,
        refusedBy: refused?.by ?? "",
        reason: refused?.reason ?? "",
        url: `${env().origin}/requests/${ids.requestId}`,
      },
    });
}

/** Writes to those who were asked to approve the open step that who asked took the request back, where they want such e-mails. */
export async function tellWithdrawn(
  tx: Tx,
  request: { clientId: string; id: string; number: number; title: string },
  by: { userId: string; name: string },
): Promise<void> {
  const steps = await listSteps(tx, request.clientId, request.id);
  const asked = steps.flatMap((step) => (step.state === "open" ? step.approvers : []));
  const msp = await requireMsp(tx);
  const readers = asked.map(({ userId }) => userId).filter((userId) => userId !== by.userId);
  for (const person of await listPeopleOf(tx, request.clientId, readers))
    if (wantsLetter(person, "progress"))
      await queueLetter(tx, {
        key: `change-withdrawn:${request.id}:${person.userId}`,
        clientId: request.clientId,
        to: person.email,
        locale: person.locale,
        thread: threadOf(request.id),
        template: "request-news",
        props: {
          name: person.name,
          number: request.number,
          title: request.title,
          mspName: msp.name,
          news: "withdrawn",
          about: by.name,
          words: "",
          url: `${env().origin}/requests/${request.id}`,
        },
      });
}
