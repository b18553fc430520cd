import { randomUUID } from "node:crypto";

import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { getMovePage, moveHours, previewMove } from "#app/hours/adjustments/move-hours.server.ts";
import { lineTitle } from "#app/hours/statement/words.ts";
import { getBookkeepingCsv } from "#app/hours/statement/bookkeeping-page.server.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildPurchase } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser, type BuiltUser } from "#test/builders/user.ts";
import { csvText, readCsv } from "#test/db/hours/statement-world.ts";

const now = new Date("2026-11-18T13:00:00Z");
const reason = "One contract from now on.";
const zone = "Europe/Amsterdam";

let nth = 0;
let noor: StaffScope, holding: BuiltClient, daughter: BuiltClient, petra: BuiltUser, tom: BuiltUser;
beforeAll(async () => {
  await buildMsp();
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
});
beforeEach(async () => {
  nth += 1;
  holding = await buildClient({ name: `Holding Zonneveld ${nth}` });
  daughter = await buildClient({ name: `Zonneveld Zaden ${nth}` });
  petra = await buildUser({ clientId: holding.clientId, role: "manager" });
  tom = await buildUser({ clientId: daughter.clientId, role: "finance" });
  await asOf(now, () => buildPurchase(holding.clientId, { buyerId: petra.userId }));
});

const transfer = (minutes = 240) => ({
  clientId: holding.clientId,
  toId: daughter.clientId,
  key: randomUUID(),
  minutes,
  reason,
});
const letters = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { recipient: string; kind: string; text: string }[]
      >`select recipient, props->>'kind' as kind, props::text as text from letter where client_id = ${clientId}::uuid and template = 'hours-adjusted'`,
  );
const audited = (clientId: string) =>
  asSystem(
    (tx) =>
      tx.$queryRaw<
        { action: string; detail: object }[]
      >`select action, detail from audit_event where client_id = ${clientId}::uuid and action like 'hours.%'`,
  );
const clientScope = (
  client: BuiltClient,
  user: BuiltUser,
  role: ClientScope["role"],
  clientName: string,
): ClientScope => ({
  kind: "client",
  userId: user.userId,
  name: "x",
  email: user.email,
  clientId: client.clientId,
  clientName,
  role,
  sessionId: "test",
});
const defects = () => asSystem((tx) => tx.$queryRaw<unknown[]>`select * from ledger_defects`);

describe("a transfer", () => {
  test("sent five times at once is one; both clients' buyers get a letter without the other's name, and both histories an event", async () => {
    const one = transfer();
    const answers = await asOf(now, () => Promise.all(Array.from({ length: 5 }, () => moveHours(noor, one))));
    expect(answers).toEqual(
      Array.from({ length: 5 }, () => ({ ok: true, value: { fromMinutes: 360, toMinutes: 240 } })),
    );
    const sides = [
      { client: holding, reader: petra, kind: "moved-away", other: "Zonneveld Zaden" },
      { client: daughter, reader: tom, kind: "moved-here", other: "Holding Zonneveld" },
    ];
    for (const { client, reader, kind, other } of sides) {
      const sent = await letters(client.clientId);
      expect(sent).toMatchObject([{ recipient: reader.email, kind }]);
      expect(sent[0]?.text).not.toContain(other);
      expect(await audited(client.clientId)).toEqual([
        { action: `hours.${kind}`, detail: { minutes: 240, reason, key: one.key } },
      ]);
    }
    expect(await defects()).toEqual([]);
  });

  test("is refused with other values under the same key, for more than there is, to oneself, and while one of them is locked", async () => {
    const one = transfer();
    await asOf(now, () => moveHours(noor, one));
    const refused = async (more: Partial<typeof one>) =>
      await asOf(now, () => moveHours(noor, { ...one, key: randomUUID(), ...more }));
    expect(await refused({ key: one.key, minutes: 10 })).toEqual({ ok: false, refusal: "stale" });
    expect(await refused({ minutes: 361 })).toEqual({ ok: false, refusal: "not-movable" });
    expect(await refused({ toId: holding.clientId })).toEqual({ ok: false, refusal: "not-movable" });
    await asSystem(
      (tx) => tx.$queryRaw`select hours_freeze(${daughter.clientId}::uuid, 'a defect', ${now})::text`,
    );
    expect(await refused({})).toEqual({ ok: false, refusal: "account-frozen" });
    await asSystem((tx) => tx.$queryRaw`select hours_freeze(${daughter.clientId}::uuid, null, ${now})::text`);
    await expect(refused({ toId: randomUUID() })).rejects.toMatchObject({ init: { status: 404 } });
  });

  test("is previewed on both sides, to clients in the same currency", async () => {
    const dollars = await buildClient({ name: "Acme", currency: "USD" });
    const { others, netMinutes } = await asOf(now, () => getMovePage(noor, holding.clientId));
    expect(netMinutes).toBe(600);
    expect(others.map(({ id }) => id)).toContain(daughter.clientId);
    for (const id of [holding.clientId, dollars.clientId])
      expect(others.map((other) => other.id)).not.toContain(id);
    const look = (more: { toId?: string; minutes?: number } = {}) =>
      asOf(now, () =>
        previewMove(noor, { clientId: holding.clientId, toId: daughter.clientId, minutes: 90, ...more }),
      );
    expect(await look()).toEqual({
      ok: true,
      value: {
        from: { name: `Holding Zonneveld ${nth}`, beforeMinutes: 600, afterMinutes: 510 },
        to: { name: `Zonneveld Zaden ${nth}`, beforeMinutes: 0, afterMinutes: 90 },
      },
    });
    for (const more of [{ minutes: 601 }, { toId: dollars.clientId }, { toId: holding.clientId }])
      expect(await look(more)).toEqual({ ok: false, refusal: "not-movable" });
  });
});

test("both statements tell it with its value; staff read with whom on their page, no client and no file does", async () => {
  await asOf(now, () => moveHours(noor, transfer()));
  const told = async (client: BuiltClient, scope: StaffScope | ClientScope) => {
    const { lines, statement } = await asOf(now, () =>
      getStatementPage(scope, { id: client.clientId, zone }, new URLSearchParams("month=2026-11")),
    );
    const line = lines.at(-1);
    if (!line) throw new Error("no line");
    return {
      title: withLocale("en", () => lineTitle(line)),
      reason: line.reason,
      change: line.changeMinutes,
      adjusted: statement.movements.adjusted,
    };
  };
  const away = { reason, change: -240, adjusted: { minutes: -240, valueMinor: -38_000 } };
  const here = { reason, change: 240, adjusted: { minutes: 240, valueMinor: 38_000 } };
  expect(await told(holding, noor)).toEqual({ title: `Transferred to Zonneveld Zaden ${nth}`, ...away });
  expect(await told(daughter, noor)).toEqual({ title: `Transferred from Holding Zonneveld ${nth}`, ...here });
  expect(await told(holding, clientScope(holding, petra, "manager", `Holding Zonneveld ${nth}`))).toEqual({
    title: "Transferred by your provider",
    ...away,
  });
  expect(await told(daughter, clientScope(daughter, tom, "finance", `Zonneveld Zaden ${nth}`))).toEqual({
    title: "Transferred here by your provider",
    ...here,
  });
  const file = await asOf(now, () =>
    withLocale("en", () =>
      getStatementCsv(noor, { id: daughter.clientId, zone }, new URLSearchParams("month=2026-11")),
    ),
  );
  expect(await withLocale("en", () => csvText(file))).not.toContain("Holding");
});

test("the bookkeeper's file has it as an amount of its own, nothing in all", async () => {
  await asOf(now, () => moveHours(noor, transfer()));
  const [head = [], ...rows] = readCsv(
    await csvText(await asOf(now, () => withLocale("en", () => getBookkeepingCsv(noor, zone))), "comma"),
  );
  const cells = (name: string) =>
    rows.filter((row) => row[1] === name).map((row) => row.slice(head.indexOf("Sold")).map(Number));
  expect(head.slice(3)).toEqual([
    "Sold",
    "Imported",
    "Earned",
    "Lapsed",
    "Refunded",
    "Transferred",
    "Converted to contract",
    "Deferred, at the end",
  ]);
  expect(cells(`Holding Zonneveld ${nth}`)).toEqual([[950, 0, 0, 0, 0, -380, 0, 570]]);
  expect(cells(`Zonneveld Zaden ${nth}`)).toEqual([[0, 0, 0, 0, 0, 380, 0, 380]]);
});
