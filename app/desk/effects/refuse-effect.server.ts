import { findLiveClient } from "#app/clients/client-store.server.ts";
import { storedRefusalWords } from "#app/desk/components/change-words.ts";
import { markEffectRefused, type ChangeRow } from "#app/desk/store/change-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isLocale } from "#app/platform/i18n/locale.ts";
import { fallbackLocale, withLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";
import type { LockedRequest } from "#app/requests/store/lock-request.server.ts";

/**
 * Gives a locked request whose effect the records refused at its hour back to the MSP: it is work again, a To do and in the audit log, and
 * the MSP gets a letter with the reason. Refused again for the same reason, nothing more is written.
 */
export async function refuseEffect(
  tx: Tx,
  { request, change, refusal }: { request: LockedRequest; change: ChangeRow; refusal: string },
): Promise<void> {
  if (request.state === "scheduled" || request.state === "waiting")
    await putStateInside(tx, "system", request, "in_progress");
  if (change.effectRefusal === refusal) return;
  const ids = { clientId: request.clientId, requestId: request.id };
  await markEffectRefused(tx, { ...ids, refusal, at: now() });
  const msp = await requireMsp(tx);
  const locale = isLocale(msp.locale) ? msp.locale : fallbackLocale;
  const why = withLocale(locale, () => storedRefusalWords(refusal));
  await appendAudit(tx, "system", {
    action: "request.effect-refused",
    target: `request:${request.number}`,
    clientId: request.clientId,
    detail: { why },
  });
  await queueLetter(tx, {
    key: `change-effect-refused:${ids.requestId}:${ids.clientId}:${refusal}`,
    clientId: ids.clientId,
    to: msp.email,
    locale,
    thread: threadOf(ids.requestId),
    template: "change-effect-refused",
    props: {
      number: request.number,
      title: request.title,
      clientName: (await findLiveClient(tx, ids.clientId))?.name ?? "",
      why,
      accessEnded: change.effect === "leaver" && change.reversesId === null,
      mspName: msp.name,
      url: `${env().origin}/staff/requests/${ids.requestId}`,
    },
  });
}
