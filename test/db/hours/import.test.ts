import { randomUUID } from "node:crypto";

import { beforeAll, beforeEach, expect, test } from "vitest";

import { checkImport, importHours } from "#app/hours/import/import-hours.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildClient, type BuiltClient } from "#test/builders/client.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";

const now = new Date("2026-11-18T13:00:00Z");
const head = "klant;uren;prijs per uur;geldig t/m;kenmerk\n";
type Lot = { source: string; minutes: number; price: number; expires: Date | null };
const lots = (clientId: string) =>
  asSystem(
    (tx) => tx.$queryRaw<Lot[]>`
  select source::text, minutes, price_minor as price, nullif(expires_at, 'infinity') as expires from hour_lot where client_id = ${clientId}::uuid order by id`,
  );
const run = (text: string, key: string = randomUUID()) => asOf(now, () => importHours(noor, { key, text }));
const dry = (text: string) => asOf(now, () => checkImport(noor, text));
const problems = async (text: string) => (await dry(text)).errors.map(({ line, problem }) => [line, problem]);

let noor: StaffScope, noord: BuiltClient, zuid: BuiltClient, mark: string;
beforeAll(async () => {
  await buildMsp();
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
});
beforeEach(async () => {
  mark = randomUUID().slice(0, 8);
  [noord, zuid] = [
    await buildClient({ name: `Noord ${mark}` }),
    await buildClient({ name: `Zuid ${mark}`, zone: "Pacific/Pago_Pago", currency: "USD" }),
  ];
});

test("a file becomes blocks with their price and last day; the dry run changes nothing", async () => {
  const text = `${head}Noord ${mark};12,5;95,00;31-12-2027;OUD-1\n${zuid.clientId.toUpperCase()};3:20;;;\n`;
  const check = await dry(text);
  expect(check.errors).toEqual([]);
  expect(
    check.rows.map((row) => [row.clientName, row.minutes, row.priceMinor, row.currency, row.known]),
  ).toEqual([
    [`Noord ${mark}`, 750, 118_750, "EUR", false],
    [`Zuid ${mark}`, 200, 0, "USD", false],
  ]);
  expect(await lots(noord.clientId)).toEqual([]);
  expect(await run(text)).toEqual({ ok: true, value: { isNew: true, clients: 2, minutes: 950 } });
  expect(await lots(noord.clientId)).toEqual([
    { source: "import", minutes: 750, price: 118_750, expires: new Date("2027-12-31T23:00:00Z") },
  ]);
  expect(await lots(zuid.clientId)).toEqual([{ source: "import", minutes: 200, price: 0, expires: null }]);
  expect(await asSystem((tx) => tx.$queryRaw`select * from ledger_defects`)).toEqual([]);
});

test("who may buy and has access already is told once a file what was brought over", async () => {
  const petra = await buildUser({ clientId: noord.clientId, role: "manager" });
  await buildUser({ clientId: noord.clientId, role: "employee" });
  const text = `${head}Noord ${mark};10;95;2027-06-30;Oude kaart\nNoord ${mark};2;;2027-12-31;\nZuid ${mark};5;;;\n`;
  for (const key of [randomUUID(), randomUUID()]) await run(text, key);
  const letters = await asSystem((tx) =>
    tx.letter.findMany({ where: { clientId: { in: [noord.clientId, zuid.clientId] } } }),
  );
  expect(letters).toMatchObject([
    {
      recipient: petra.email,
      template: "hours-granted",
      props: { imported: true, minutes: 720, balanceMinutes: 720, reason: "Oude kaart" },
    },
  ]);
  expect(letters[0]?.props).not.toHaveProperty("lastDay");
});

test("every error by line, and then nothing at all", async () => {
  await asSystem(
    (tx) => tx.$queryRaw`select hours_freeze(${zuid.clientId}::uuid, 'looked at', ${now})::text`,
  );
  const twin = await buildClient({ name: `Twee ${mark}` });
  await buildClient({ name: `twee ${mark}` });
  const text = `${head}Noord ${mark};10;;;\nNiemand;x;y;;\nTwee ${mark};10;;;\nZuid ${mark};10;;;\nNoord ${mark};x;;;\nNoord ${mark};1;;17-11-2026;\nnoord ${mark};1;;;R\n${noord.clientId};1;;;R\n`;
  expect(await problems(text)).toEqual([
    [3, "hours-wrong"],
    [3, "price-wrong"],
    [3, "client-unknown"],
    [4, "client-ambiguous"],
    [5, "account-frozen"],
    [6, "hours-wrong"],
    [7, "day-passed"],
    [9, "reference-twice"],
  ]);
  expect(await run(text)).toEqual({ ok: false, refusal: "has-errors" });
  expect(await lots(noord.clientId)).toEqual([]);
  expect(await lots(twin.clientId)).toEqual([]);
});

test("the same contents sent five times at once are imported once, whatever the separators", async () => {
  const text = `${head}Noord ${mark};10;;;\nZuid ${mark};5;;;\n`;
  const answers = await Promise.all(
    [text, text, `\uFEFF${text.replaceAll(";", ",").replaceAll("\n", "\r\n")}`, text, text].map((one) =>
      run(one),
    ),
  );
  expect(answers.map((answer) => answer.ok && answer.value.isNew).filter(Boolean)).toHaveLength(1);
  expect(await lots(noord.clientId)).toHaveLength(1);
  expect(await lots(zuid.clientId)).toHaveLength(1);
  expect((await dry(text)).rows.map(({ known }) => known)).toEqual([true, true]);
  const audit = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { action: string }[]
      >`select action from audit_event where client_id = ${noord.clientId}::uuid and action like 'hours.%'`,
  );
  expect(audit).toEqual([{ action: "hours.imported" }]);
});

test("a form that was sent is not sent again with other contents", async () => {
  const key = randomUUID();
  expect(await run(`${head}Noord ${mark};10;;;\n`, key)).toMatchObject({ ok: true });
  expect(await run(`${head}Zuid ${mark};5;;;\n`, key)).toEqual({ ok: false, refusal: "stale" });
  expect(await lots(zuid.clientId)).toEqual([]);
});

test("a reference comes in once, also in another file; with other hours it is an error", async () => {
  await run(`${head}Noord ${mark};10;95;;R1\n`);
  expect(await run(`${head}Noord ${mark};10;95;;R1\nZuid ${mark};5;;;R1\n`)).toEqual({
    ok: true,
    value: { isNew: true, clients: 1, minutes: 300 },
  });
  expect(await lots(noord.clientId)).toHaveLength(1);
  expect(await problems(`${head}Noord ${mark};11;95;;R1\n`)).toEqual([[2, "reference-used"]]);
});

test("rows without a reference come in once, also in another order or beside other lines; the same row twice in a file is two blocks", async () => {
  const row = `Noord ${mark};10;95;31-12-2027;\n`;
  expect(await run(`${head}${row}Zuid ${mark};5;;;\n${row}`)).toEqual({
    ok: true,
    value: { isNew: true, clients: 2, minutes: 1500 },
  });
  const corrected = `${head}${row}${row}Zuid ${mark};6;;;\n`;
  expect((await dry(corrected)).rows.map(({ known }) => known)).toEqual([true, true, false]);
  expect(await run(corrected)).toEqual({ ok: true, value: { isNew: true, clients: 1, minutes: 360 } });
  expect(await lots(noord.clientId)).toHaveLength(2);
  expect(await run(`${head}${row}`)).toEqual({ ok: true, value: { isNew: false, clients: 0, minutes: 0 } });
  expect((await dry(`${head}${row}${row}${row}`)).rows.map(({ known }) => known)).toEqual([
    true,
    true,
    false,
  ]);
  expect(
    (await dry(`${head}${row.replace("95", "96")}${row.replace("2027", "2028")}`)).rows.map(
      ({ known }) => known,
    ),
  ).toEqual([false, false]);
});

test("two files that share a row without a reference at once: it is there once, and so is the rest", async () => {
  const answers = await Promise.all([
    run(`${head}Noord ${mark};10;;;\n`),
    run(`${head}Zuid ${mark};5;;;\nNoord ${mark};10;;;\n`),
  ]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(answers.reduce((sum, answer) => sum + (answer.ok ? answer.value.minutes : 0), 0)).toBe(900);
  expect(await lots(noord.clientId)).toHaveLength(1);
  expect(await lots(zuid.clientId)).toHaveLength(1);
});

test("a block that is worth the most comes in; one worth more is an error of its line", async () => {
  const text = `${head}Noord ${mark};1000;10000;;\n`;
  expect(await problems(`${text}Noord ${mark};10000;10000;;\n`)).toEqual([[3, "worth-too-much"]]);
  expect((await run(text)).ok).toBe(true);
});

test("two files with one reference at once: one of them comes in, and the hours are there once", async () => {
  const answers = await Promise.all([
    run(`${head}Noord ${mark};10;;;R1\n`),
    run(`${head}Noord ${mark};10;;;R1\nZuid ${mark};5;;;\n`),
  ]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(await lots(noord.clientId)).toHaveLength(1);
  expect(await lots(zuid.clientId)).toHaveLength(1);
});

test("of two clients whose names differ in an accent, the one that is written so", async () => {
  const [plain, accented] = [
    await buildClient({ name: `Muller ${mark}` }),
    await buildClient({ name: `Müller ${mark}` }),
  ];
  const ids = async (name: string) =>
    (await dry(`${head}${name} ${mark};1;;;\n`)).rows.map((row) => row.clientId);
  expect(await ids("MÜLLER")).toEqual([accented.clientId]);
  expect(await ids("Muller")).toEqual([plain.clientId]);
  await buildClient({ name: `Möller ${mark}` });
  expect(await ids("moller")).toHaveLength(1);
});

test("the largest file that the check accepts comes in; what the account can't hold is refused with words, and nothing comes in", async () => {
  const largest = head + `Noord ${mark};10000;1000;31-12-2199;\n`.repeat(100);
  expect((await dry(largest)).errors).toEqual([]);
  expect(await run(largest)).toMatchObject({ ok: true, value: { minutes: 60_000_000 } });
  await asOf(now, () =>
    asSystem(
      (
        tx,
      ) => tx.$queryRaw`select lot_id from hours_credit(${zuid.clientId}::uuid, 'import', 2147000000, 0, 'USD', null,
        ${now}, 'user:x', null, 'full')`,
    ),
  );
  expect(await run(`${head}Zuid ${mark};10000;;;\n`)).toEqual({ ok: false, refusal: "too-many-hours" });
  expect(await lots(zuid.clientId)).toHaveLength(1);
});
