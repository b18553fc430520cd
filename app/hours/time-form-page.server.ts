import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { isDay } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { zoneAt } from "#app/platform/zone-text.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";

import { workTypeName } from "./entry-view.ts";
import {
  findRequestClient,
  findTimeChoices,
  listOpenRequests,
  type TimeChoices,
} from "./store/time-choices.server.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type TimeFormChoices = ReturnType<typeof choicesFor>;

/** What the form for new time offers: the client's requests and the work types; or, with no client chosen, open requests to choose from. */
export async function getTimeFormPage(scope: StaffScope, query: URLSearchParams) {
  const id = (name: string): string | null => (uuid.test(query.get(name) ?? "") ? query.get(name) : null);
  const requestId = id("request");
  const search = query.get("q") ?? "";
  return readInScope(scope, async (tx) => {
    const clientId = requestId ? await findRequestClient(tx, requestId) : id("client");
    if (clientId === null && requestId) return notFound();
    if (clientId === null)
      return { step: "pick" as const, search, requests: await listOpenRequests(tx, scope.userId, search) };
    const choices = await findTimeChoices(tx, clientId, { requestId, workTypeId: null }, now());
    if (!choices) return notFound();
    return { step: "form" as const, requestId, choices: choicesFor(choices), begun: begunWork(query) };
  });
}

/** Work that a timer has measured, as an address tells: the day, the start by the engineers' clock, the minutes. What is not there is left empty. */
function begunWork(query: URLSearchParams): {
  workedOn?: string;
  start?: string;
  duration?: string;
  measured?: string;
} {
  const [on = "", start = "", minutes = ""] = ["on", "start", "minutes"].map((name) => query.get(name) ?? "");
  const isClock = /^([01]\d|2[0-3]):[0-5]\d$/.test(start);
  const isCount = /^[1-9]\d{0,3}$/.test(minutes);
  return {
    ...(isDay(on) ? { workedOn: on } : {}),
    ...(isClock ? { start } : {}),
    ...(isCount ? { duration: `${minutes} min` } : {}),
    ...(isClock && isCount ? { measured: `${start} ${minutes}` } : {}),
  };
}

/** Choices as the form shows them, with today by the engineers' clock, and the client's where it shows another time. */
export function choicesFor({ zone, ownZone, ...choices }: TimeChoices) {
  const at = now();
  const differs = clockIn(zone, at) !== clockIn(ownZone, at);
  return {
    ...choices,
    today: dayIn(ownZone, at),
    clocks: differs
      ? {
          own: ownZone,
          client: { zone: zoneAt(zone, at), day: dayIn(zone, at), time: clockIn(zone, at) },
        }
      : null,
    workTypes: choices.workTypes.map(({ names, ...rule }) => ({ ...rule, name: workTypeName(names) })),
  };
}
