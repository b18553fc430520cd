import { beforeAll, expect, test } from "vitest";

import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { getBookkeepingCsv, getBookkeepingPage } from "#app/hours/statement/bookkeeping-page.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { csvText, readCsv } from "#test/db/hours/statement-world.ts";

const today = new Date("2026-11-22T10:00:00Z");
const zone = "Europe/Amsterdam";
const noor: StaffScope = {
  kind: "staff",
  userId: "00000000-0000-4000-8000-000000000009",
  name: "Noor",
  email: "noor@helder-it.example",
  role: "owner",
  sessionId: "test",
};

beforeAll(() => seedDemo(today));

type Raw = { recorded_at: Date; value_minor: number; price_minor: number | null };

/** Earned and sold by month from the raw tables: in the demo data nothing lapses and nothing is refunded. */
async function independently(): Promise<Map<string, { sold: number; earned: number }>> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<Raw[]>`
    select o.recorded_at, t.value_minor, case when t.src = 'source' then l.price_minor end as price_minor
    from hour_transfer t join hour_op o on o.client_id = t.client_id and o.seq = t.seq left join hour_lot l on l.client_id = t.client_id and l.id = t.lot_id`,
  );
  const months = new Map<string, { sold: number; earned: number }>();
  for (const row of rows) {
    const month = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(row.recorded_at).slice(0, 7);
    const sums = months.get(month) ?? { sold: 0, earned: 0 };
    months.set(month, { sold: sums.sold + (row.price_minor ?? 0), earned: sums.earned + row.value_minor });
  }
  return months;
}

test("each month's amounts are those of the raw tables, and what stays prepaid runs on", async () => {
  const { months } = await asOf(today, () => getBookkeepingPage(noor, zone, new URLSearchParams()));
  const independent = await independently();
  let deferred = 0;
  for (const month of [...months].reverse()) {
    const { sold, earned } = independent.get(month.month.slice(0, 7)) ?? { sold: 0, earned: 0 };
    deferred += sold - earned;
    expect(month, month.month).toMatchObject({
      soldMinor: sold,
      earnedMinor: earned,
      brokenMinor: 0,
      refundedMinor: 0,
      deferredMinor: deferred,
    });
  }
  const [left] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { minor: number }[]
      >`select sum(price_minor - hours_value(price_minor, minutes, used_minutes))::int as minor from hour_lot`,
  );
  expect(months[0]?.deferredMinor).toBe(left?.minor);
  expect(months.length).toBeGreaterThan(4);
});

test("a month opens to its clients, which make its sums", async () => {
  const { lines, months } = await asOf(today, () =>
    getBookkeepingPage(noor, zone, new URLSearchParams("month=2026-10")),
  );
  const month = (await asOf(today, () => getBookkeepingPage(noor, zone, new URLSearchParams()))).months.find(
    (one) => one.month === "2026-10-01",
  );
  expect(months).toEqual([month]);
  for (const far of ["2026-12", "2030-01", "1999-01"])
    expect(
      (await asOf(today, () => getBookkeepingPage(noor, zone, new URLSearchParams({ month: far })))).lines,
    ).toEqual([]);
  expect(lines.map((line) => line.clientName)).toEqual(["Bakkerij Jansen", "Kanzlei Vogel"]);
  expect(lines.reduce((sum, line) => sum + line.deferredMinor, 0)).toBe(month?.deferredMinor);
  expect(lines.reduce((sum, line) => sum + line.earnedMinor, 0)).toBe(month?.earnedMinor);
});

test("the spreadsheet holds all months of all clients, as numbers", async () => {
  const rows = readCsv(
    await csvText(await asOf(today, () => withLocale("en", () => getBookkeepingCsv(noor, zone))), "comma"),
  );
  expect(rows[0]).toEqual([
    "Month",
    "Client",
    "Currency",
    "Sold",
    "Imported",
    "Earned",
    "Lapsed",
    "Refunded",
    "Transferred",
    "Converted to contract",
    "Deferred, at the end",
  ]);
  const { months } = await asOf(today, () => getBookkeepingPage(noor, zone, new URLSearchParams()));
  const sum = (column: number): number =>
    Math.round(rows.slice(1).reduce((total, row) => total + Number(row[column]) * 100, 0));
  expect(sum(3)).toBe(months.reduce((total, month) => total + month.soldMinor, 0));
  expect(sum(5)).toBe(months.reduce((total, month) => total + month.earnedMinor, 0));
});

test("an opening balance that is taken over is no sale: its own amount, and opening + sold + imported + moved − earned − broken − refunded = deferred", async () => {
  const before = (await asOf(today, () => getBookkeepingPage(noor, zone, new URLSearchParams()))).months[0];
  const { clientId } = await buildClient();
  await asOf(today, () => buildLot(clientId, { minutes: 600, priceMinor: 57_000, source: "import" }));
  const { months } = await asOf(today, () => getBookkeepingPage(noor, zone, new URLSearchParams()));
  const { lines } = await asOf(today, () =>
    getBookkeepingPage(noor, zone, new URLSearchParams("month=2026-11")),
  );
  expect(months[0]).toMatchObject({
    soldMinor: before?.soldMinor,
    importedMinor: 57_000,
    deferredMinor: (before?.deferredMinor ?? 0) + 57_000,
  });
  expect(lines.find((line) => line.clientId === clientId)).toMatchObject({
    soldMinor: 0,
    importedMinor: 57_000,
    deferredMinor: 57_000,
  });
  let deferred = 0;
  for (const month of [...months].reverse()) {
    deferred +=
      month.soldMinor +
      month.importedMinor +
      month.movedMinor -
      month.convertedMinor -
      month.earnedMinor -
      month.brokenMinor -
      month.refundedMinor;
    expect(month.deferredMinor).toBe(deferred);
  }
});
