import { beforeAll, expect, test } from "vitest";

import type { ClientScope } from "#app/identity/scope.ts";
import { findFrameFacts } from "#app/portal/store/frame-facts.server.ts";
import { getDashboardPage } from "#app/portal/dashboard-page.server.ts";
import { getEntryPage } from "#app/hours/entry-page.server.ts";
import { getHoursPage } from "#app/hours/hours-page.server.ts";
import { getLedgerPage } from "#app/hours/ledger-page.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";

const today = new Date("2026-11-22T10:00:00Z");
const zone = "Europe/Amsterdam";
let petra: ClientScope, tom: ClientScope, eva: ClientScope, joris: ClientScope;

beforeAll(async () => {
  await seedDemo(today);
  petra = await scopeOf("petra@bakkerij-jansen.example");
  tom = await scopeOf("tom@bakkerij-jansen.example");
  eva = await scopeOf("eva@kanzlei-vogel.example");
  joris = await scopeOf("joris@atelier-noord.example");
});

async function scopeOf(email: string): Promise<ClientScope> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<
      { userId: string; name: string; clientId: string; clientName: string; role: ClientScope["role"] }[]
    >`
    select u.id::text as "userId", u.name, c.id::text as "clientId", c.name as "clientName", m.role
    from "user" u join membership m on m.user_id = u.id join client c on c.id = m.client_id where u.email = ${email}`,
  );
  if (!row) throw new Error(`Nobody at ${email}`);
  return { kind: "client", ...row, email, sessionId: "test" };
}

test("Petra's dashboard: 3 h 40 of 10, a block that splits as the ledger says, a forecast", async () => {
  const page = await asOf(today, () => getDashboardPage(petra, zone));
  expect(page).toMatchObject({
    part: "morning",
    firstName: "Petra",
    postedMinutes: 220,
    owedMinutes: 0,
    totalMinutes: 600,
    standing: "good",
    mayBuy: true,
    onItsWayMinutes: 0,
    openRequests: 4,
  });
  expect(page.lots).toHaveLength(1);
  const [lot] = page.lots;
  expect(lot).toMatchObject({ lotId: 2, minutes: 600, remaining: 220, used: 380, expired: 0 });
  expect(lot?.usedProactive).toBe(25 + 15 + 45 + 30 + 20);
  expect(page.forecast?.emptyOn && page.forecast.emptyOn > page.today).toBe(true);
  expect(page.split.reactiveMinutes + page.split.proactiveMinutes).toBeGreaterThan(300);
  expect(page.course.at(-1)?.balanceMinutes).toBe(220);
  expect(page.course.filter((point) => point.addedMinutes > 0)).toHaveLength(2);
  expect(page.recent).toHaveLength(5);
  expect(page.recent[0]).toMatchObject({
    title: "Outlook op de nieuwe kassa",
    billable: 15,
    steps: [
      { kind: "worked", minutes: 13 },
      { kind: "minimum", minutes: 15 },
    ],
  });
  expect(page.contract).toBeNull();
});

test("Tom sees the balance, may not buy, and reads only the work that he asked for", async () => {
  const page = await asOf(today, () => getDashboardPage(tom, zone));
  expect(page).toMatchObject({ postedMinutes: 220, mayBuy: false, openRequests: 1 });
  const hours = await asOf(today, () => getHoursPage(tom, zone, new URLSearchParams("period=all")));
  expect(new Set(hours.rows.map((row) => row.title))).toEqual(
    new Set([
      "Wachtwoord van Tom",
      "Scanner mailt niet meer",
      "Ovenbesturing onbereikbaar vanaf kantoor",
      "Labelprinter drukt scheef af",
    ]),
  );
});

test("Eva's balance is 1 h 25 below zero, her card shows the used block", async () => {
  const page = await asOf(today, () => getDashboardPage(eva, "Europe/Berlin"));
  expect(page).toMatchObject({ postedMinutes: -85, owedMinutes: 85, standing: "negative" });
  expect(page.lots).toMatchObject([{ minutes: 1200, remaining: 0, used: 1200 }]);
  expect(page.owed?.work.reduce((sum, row) => sum + row.minutes, 0)).toBe(85);
  expect(page.owed?.blockMinutes).toBe(600);
});

test("Joris has a contract and no hours", async () => {
  const page = await asOf(today, () => getDashboardPage(joris, zone));
  expect(page).toMatchObject({
    showsHours: false,
    everHadBlock: false,
    contract: { names: ["Werkplekbeheer"], currency: "EUR", nextOn: { kind: "last-notice" } },
    recent: [],
    forecast: null,
  });
});

test("the hours page totals its whole filter; blocks share an entry that straddles them", async () => {
  const page = (query: string) => asOf(today, () => getHoursPage(petra, zone, new URLSearchParams(query)));
  const all = await page("period=all");
  expect(all.totals).toMatchObject({ entries: 29, billable: 980 });
  expect(all.rows.reduce((sum, row) => sum + row.billable, 0)).toBe(980);
  const first = await page("period=all&block=1");
  const second = await page("period=all&block=2");
  const straddling = first.rows.filter((row) => second.rows.some((other) => other.id === row.id));
  expect(straddling).toHaveLength(1);
  const entryOf = async (row: { id: string } | undefined) => (await getEntryPage(petra, row?.id ?? "")).entry;
  expect((await entryOf(straddling[0])).lines.filter((line) => line.kind === "block")).toEqual([
    { kind: "block", lotId: 1, minutes: 45, valueMinor: 7125, currency: "EUR" },
    { kind: "block", lotId: 2, minutes: 10, valueMinor: 1583, currency: "EUR" },
  ]);
  const proactive = await page("period=all&nature=proactive");
  expect(proactive.totals.billable).toBe(all.totals.proactive);
  const one = await page(`period=all&request=${(await entryOf(all.rows[0])).requestId}`);
  expect(one.rows.every((row) => row.title === "Outlook op de nieuwe kassa")).toBe(true);
  expect(
    (await page("from=2026-11-01&to=2026-11-30")).rows.every((row) => row.workedOn >= "2026-11-01"),
  ).toBe(true);
  expect(
    (await page("period=nonsense&request=x&block=-1&page=0&from=2026-13-01")).totals.entries,
  ).toBeGreaterThan(20);
});

test("entries come in the order asked for, the whole filter's and not a page's", async () => {
  const rows = async (sort: string) =>
    (await asOf(today, () => getHoursPage(petra, zone, new URLSearchParams({ period: "all", sort })))).rows;
  const minutes = (await rows("-billed")).map(({ billable }) => billable);
  expect(minutes).toEqual(minutes.toSorted((a, b) => b - a));
  expect(minutes[0]).toBeGreaterThan(minutes.at(-1) ?? 0);
  for (const sort of ["work", "who", "day", "nature"]) expect(await rows(sort)).toHaveLength(29);
  const days = (await rows("day")).map(({ workedOn }) => workedOn);
  expect(days).toEqual(days.toSorted());
  expect((await rows("day desc")).map(({ id }) => id)).toEqual((await rows("")).map(({ id }) => id));
});

test("a corrected entry shows both revisions, a deleted one stays readable", async () => {
  const all = await asOf(today, () => getHoursPage(petra, zone, new URLSearchParams("period=all")));
  const corrected = all.rows.find((row) => row.corrected);
  const page = await getEntryPage(petra, corrected?.id ?? "");
  expect(page.history.map((line) => [line.revision, line.minutes, line.change, line.reason])).toEqual([
    [1, 75, -75, null],
    [2, 45, 30, "Reistijd hoort er niet bij."],
  ]);
  expect(page.history[0]?.actor).toBe("Daan Visser");
  expect(page.history.map((line) => line.steps)).toEqual([
    [
      { kind: "worked", minutes: 70 },
      { kind: "rounding", minutes: 75, roundingMinutes: 15 },
    ],
    [{ kind: "worked", minutes: 45 }],
  ]);
  const ledger = await getLedgerPage(petra, 1);
  const deleted = ledger.rows.find(
    (line) => line.kind === "time" && line.minutes === 0 && line.reason === "Hoorde bij een andere klant.",
  );
  expect((await getEntryPage(petra, deleted?.entryId ?? "")).entry.deleted).toBe(true);
  expect(ledger.rows[0]?.balance).toBe(220);
  const oldest = ledger.rows.at(-1);
  expect(oldest).toMatchObject({
    seq: 1,
    kind: "credit",
    change: 600,
    balance: 600,
    lotId: 1,
    source: "purchase",
  });
});

test("no internal note reaches a client's page, and nobody reads another client's entry", async () => {
  const all = await asOf(today, () => getHoursPage(petra, zone, new URLSearchParams("period=all")));
  const pages = await Promise.all(all.rows.map((row) => getEntryPage(petra, row.id)));
  expect(JSON.stringify([all, pages])).not.toMatch(/recycling|oude Windows/);
  await expect(getEntryPage(eva, all.rows[0]?.id ?? "")).rejects.toMatchObject({ init: { status: 404 } });
});

test("who has a contract and never had hours is told so where pages speak of hours; nobody else is", async () => {
  expect(
    (await Promise.all([petra, tom, eva, joris].map((who) => findFrameFacts(who)))).map(
      ({ contract, contractOnly }) => [contract, contractOnly],
    ),
  ).toEqual([
    [false, false],
    [false, false],
    [true, false],
    [true, true],
  ]);
});

test("what waits stands first: an own request for who asked it alone", async () => {
  await asSystem(async (tx) => {
    await tx.$executeRaw`update request set state = 'waiting' where client_id = ${tom.clientId}::uuid and requester_id = ${tom.userId}::uuid and state <> 'done'`;
  });
  const lines = async (who: ClientScope) =>
    (await asOf(today, () => getDashboardPage(who, zone))).forYou.map((line) =>
      line.kind === "reply" ? `${line.kind} ${line.title}` : line.kind,
    );
  const [own = ""] = await lines(tom);
  expect(own).toMatch(/^reply /);
  expect(await lines(petra)).not.toContain(own);
  expect(await lines(joris), "the quarter is not confirmed").toEqual(["confirm", "confirm"]);
});
