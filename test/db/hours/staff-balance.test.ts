import { randomUUID } from "node:crypto";

import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { expect, test } from "vitest";

import { extendHours } from "#app/hours/adjustments/extend-hours.server.ts";
import { giveHours, takeHours } from "#app/hours/adjustments/give-hours.server.ts";
import { StaffBalanceView } from "#app/hours/components/staff-balance.tsx";
import { askAboutEntry } from "#app/hours/query/ask-about-entry.server.ts";
import type { StaffBalance } from "#app/hours/staff-balance.server.ts";
import { day } from "#app/platform/day.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { loader } from "#app/routes/staff/client-hours.tsx";
import { buildLot } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, requestOf, type World } from "#test/db/desk/world.ts";

const now = new Date("2026-11-18T13:00:00Z");

/** What the client's Hours tab tells Iris. */
async function tab(world: World, clientId: string): Promise<StaffBalance> {
  const request = await requestOf(world.iris, `/staff/clients/${clientId}/hours`);
  return (await asOf(now, () => loader({ request, params: { clientId }, context: {} }))).account;
}

const read = (page: StaffBalance): string =>
  withLocale("nl", () =>
    renderToStaticMarkup(createElement(StaffBalanceView, { page }))
      .replaceAll("\u00a0", " ")
      .replaceAll(/<[^>]+>/g, "|")
      .replaceAll(/\|+/g, "|"),
  );

test("the Hours tab shows what giving, taking, extending and the client's question did: the balance, and each block", async () => {
  const world = await buildWorld();
  const clientId = world.jansen;
  expect(await tab(world, clientId)).toMatchObject({ blocks: [], older: 0 });
  expect(read(await tab(world, clientId))).toBe("");
  await asOf(now, () => buildLot(clientId, { minutes: 600, expiresAt: new Date("2026-11-30T23:00:00Z") }));
  await asOf(now, () =>
    giveHours(world.noor, {
      clientId,
      key: randomUUID(),
      minutes: 60,
      reason: "The outage took too long.",
      validUntil: day("2026-12-31"),
    }),
  );
  expect((await tab(world, clientId)).blocks).toMatchObject([
    { lotId: 1, remaining: 600, validUntil: "2026-11-30", expiresSoon: true },
    { lotId: 2, source: "goodwill", remaining: 60, validUntil: "2026-12-31" },
  ]);
  await asOf(now, () =>
    takeHours(world.noor, { clientId, key: randomUUID(), minutes: 30, reason: "Booked twice." }),
  );
  const { remote } = await buildWorkTypes();
  const { entryId } = await asOf(now, async () =>
    buildTimeEntry(world.daan, {
      clientId,
      requestId: await buildRequest(clientId),
      workTypeId: remote,
      workedMinutes: 90,
    }),
  );
  await asOf(now, () =>
    extendHours(world.noor, {
      clientId,
      key: randomUUID(),
      lotId: 1,
      validUntil: day("2027-06-30"),
      reason: "You were closed.",
    }),
  );
  await asOf(now, () =>
    askAboutEntry(world.petra, { formId: randomUUID(), entryId, revision: 1, reason: "What was this?" }),
  );
  const page = await tab(world, clientId);
  expect(page.balance).toMatchObject({ postedMinutes: 540, contestedMinutes: 90 });
  expect(
    page.blocks.map(({ lotId, remaining, used, contested, reversed, validUntil, fromLotId }) => [
      lotId,
      remaining,
      used,
      contested,
      reversed,
      validUntil,
      fromLotId,
    ]),
  ).toEqual([
    [2, 60, 0, 0, 0, "2026-12-31", null],
    [3, 480, 0, 0, 0, "2027-06-30", 1],
    [1, 0, 90, 90, 30, "2026-11-30", null],
  ]);
  const words = read(page);
  for (const part of [
    "1 u 30 betwist, al van dit saldo afgetrokken",
    "9 uur 0 minuten",
    "Blok 3 · 8 uur",
    "verlengd uit blok 1",
    "|8 u 00|",
    "30 jun 2027",
    "1 u 30 van het gebruikte betwist",
  ])
    expect(words).toContain(part);
});
