import { postTimeEntry } from "#app/hours/post-time-entry.server.ts";
import { chooseTopup } from "#app/billing/topup/choose-topup.server.ts";
import { finishSetup } from "#app/billing/topup/finish-setup.server.ts";
import { startSetup } from "#app/billing/topup/start-setup.server.ts";
import { getMethodPage, getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildUser } from "#test/builders/user.ts";
import { onPage } from "#test/schedules/whole/emulated.ts";
import { fresh, type ScheduleApp } from "#test/schedules/whole/schedule-app.ts";

const zone = "Europe/Amsterdam";

/** A client with its buyer and a request that work is written on. */
export type Client = { scope: ClientScope; requestId: string };

/** How a saved way to pay behaves: a card that pays, is declined or wants to see a person, or a direct debit that takes days. */
export type Method = "card" | "declined" | "authentication" | "debit";
export type Mode = "charge" | "invoice" | "off";

/** A new client with so many minutes, which cost nothing. */
export async function aClient(minutes: number): Promise<Client> {
  const { clientId, name } = await buildClient({
    addressLine: "Dorpsstraat 1",
    postalCode: "3511 AB",
    city: "Utrecht",
  });
  const user = await buildUser({ clientId, role: "manager" }, { email: `${fresh()}@client.example` });
  await asSystem(
    (tx) =>
      tx.$queryRaw`select lot_id from hours_credit(${clientId}::uuid, 'goodwill', ${minutes}::int, 0, 'EUR', null, ${now()}, 'system', p_idem_key => ${fresh()})`,
  );
  return {
    scope: { kind: "client", ...user, sessionId: fresh(), clientId, clientName: name, role: "manager" },
    requestId: await buildRequest(clientId),
  };
}

/** The client saves a way to pay at Stripe and comes back. */
export async function saveMethod(
  { emulator }: Pick<ScheduleApp, "emulator">,
  scope: ClientScope,
  method: Method,
): Promise<void> {
  const { mandateHash } = await withLocale("nl", () => getMethodPage(scope));
  const started = await startSetup(scope, fresh(), mandateHash, "nl");
  if (!started.ok) throw new Error(started.refusal);
  const card = method === "declined" ? "decline" : method === "authentication" ? method : "ok";
  const { pathname } = new URL(started.value);
  const back = new URL(
    await onPage(`${emulator.url}${pathname}`, {
      method: method === "debit" ? "ideal" : "card",
      card,
      outcome: "pay",
    }),
  );
  await finishSetup(back.searchParams.get("session_id") ?? "");
}

/** The client chooses to be topped up by ten hours at two hours left. */
export async function choose(
  { blockId }: Pick<ScheduleApp, "blockId">,
  scope: ClientScope,
  mode: Mode,
  maxPer30d = 4,
): Promise<void> {
  const { termsHashes } = await withLocale("nl", () => getTopupPage(scope));
  const chosen = await chooseTopup(scope, {
    seenTerms: termsHashes[mode === "invoice" ? "invoice" : "charge"],
    formKey: fresh(),
    mode,
    thresholdMinutes: 120,
    blockId,
    maxPer30d,
    maxMinorPer30d: null,
    seenGrossMinor: 114_950,
    locale: "nl",
  });
  if (!chosen.ok) throw new Error(chosen.refusal);
}

/** An engineer writes down so many minutes of work, by the verb that the form uses. */
export async function work(
  { engineer, workTypeId }: Pick<ScheduleApp, "engineer" | "workTypeId">,
  { scope, requestId }: Client,
  workedMinutes: number,
): Promise<void> {
  const posted = await postTimeEntry(engineer, {
    clientId: scope.clientId,
    requestId,
    workTypeId,
    workedMinutes,
    entryId: fresh(),
    workedOn: dayIn(zone, now()),
    start: null,
    nature: "reactive",
    note: "",
    internalNote: "",
  });
  if (!posted.ok) throw new Error(posted.refusal);
}
