import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { CallRow } from "#app/desk/store/automation-store.server.ts";
import { listLines } from "#app/desk/store/change-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { listMspOwners } from "#app/identity/people-of-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import type { LockedRequest } from "#app/requests/store/lock-request.server.ts";
import { findColleague } from "#app/requests/store/request-store.server.ts";

/**
 * Writes, in the caller's transaction, that a line's call has failed or was not answered: to the colleague who works on the request, or
 * else to each owner of the MSP, once a call and person. Nobody may do without it: the work waits for a person from then on.
 */
export async function tellCallFailed(
  tx: Tx,
  request: LockedRequest,
  { id, position }: Pick<CallRow, "id" | "position">,
  why: "failed" | "no-answer",
): Promise<void> {
  const client = await findLiveClient(tx, request.clientId);
  const line = (await listLines(tx, request.clientId, request.id)).find((one) => one.position === position);
  if (!client || !line) return;
  const msp = await requireMsp(tx);
  const holder = await findColleague(tx, request.assigneeId);
  for (const person of holder ? [{ ...holder, userId: request.assigneeId }] : await listMspOwners(tx)) {
    const locale = localeOf(person.locale);
    await queueLetter(tx, {
      key: `automation-failed:${id}:${person.userId}`,
      clientId: request.clientId,
      to: person.email,
      locale,
      thread: threadOf(request.id),
      template: "automation-failed",
      props: {
        name: person.name,
        number: request.number,
        title: request.title,
        clientName: client.name,
        line: withLocale(locale, () => inLanguage(line.text)),
        why,
        held: holder !== null,
        mspName: msp.name,
        url: `${env().origin}/staff/requests/${request.id}`,
      },
    });
  }
}
