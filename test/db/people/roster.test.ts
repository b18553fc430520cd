import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import {
  recordAssignment,
  recordDevice,
  recordDeviceState,
  recordRight,
  setPool,
} from "#app/people/change-holdings.server.ts";
import {
  recordEmployeeChange,
  recordLeaving,
  recordSeat,
  recordSeatEnd,
} from "#app/people/change-people.server.ts";
import { findHeld, listHeldTypes } from "#app/people/held-store.server.ts";
import { exportFile } from "#app/people/import/export-file.server.ts";
import { checkFile, importFile } from "#app/people/import/import-file.server.ts";
import { renderReport } from "#app/people/report/report-pdf.server.ts";
import { importKinds } from "#app/people/rules/import/columns.ts";
import { replay, type Records } from "#app/people/rules/roster.ts";
import { listChanges } from "#app/people/store/event-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { csvFile, type CsvLine } from "#app/platform/csv.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import { statusOf } from "#test/db/desk/world.ts";
import { behind } from "#test/db/identity/world.ts";
import { pdfText } from "#test/setup/pdf-text.ts";
import { buildPeopleWorld, march, ok, refused, type PeopleWorld } from "#test/db/people/people-world.ts";

let world: PeopleWorld["world"];
let types: PeopleWorld["types"];
let product: PeopleWorld["product"];
let add: PeopleWorld["add"];
let seat: PeopleWorld["seat"];
let licence: PeopleWorld["licence"];
let buy: PeopleWorld["buy"];
beforeAll(async () => {
  ({ world, types, product, add, seat, licence, buy } = await buildPeopleWorld());
});

const heldOf = (clientId: string, span: Parameters<typeof findHeld>[2]) =>
  asSystem(async (tx) => (await findHeld(tx, [clientId], span))(clientId));

/** A downloaded file as a person sends it back. */
async function fileText(lines: AsyncIterable<CsvLine> | Iterable<CsvLine>): Promise<string> {
  let text = "";
  for await (const piece of csvFile(lines, "semicolon")) text += piece;
  return text;
}

describe("a year at a client", () => {
  test("what is recorded is counted by the day, and the events replayed are the roster", async () => {
    const clientId = world.vogel;
    const [anna, bob] = [await add(clientId, "Anna"), await add(clientId, "Bob")];
    expect(await setPool(world.iris, clientId, buy(2, march))).toEqual(ok);
    for (const id of [anna, bob]) {
      expect(await recordSeat(world.iris, clientId, seat(id, march))).toEqual(ok);
      expect(await recordAssignment(world.iris, clientId, licence(id, march))).toEqual(ok);
    }
    const device = { name: "L1", kind: "laptop", serial: "S1", os: "", warrantyUntil: null, startsOn: march };
    const deviceId = randomUUID();
    const mine = { inScope: true, onStandard: true, employeeId: bob };
    expect(await recordDevice(world.iris, clientId, { ...device, id: deviceId }, mine)).toEqual(ok);
    const off = { inScope: false, onStandard: true, employeeId: null, from: day("2026-05-01") };
    expect(await recordDeviceState(world.iris, clientId, deviceId, off)).toEqual(ok);
    expect(
      await recordRight(world.iris, clientId, {
        id: randomUUID(),
        kind: "folder",
        resource: "Akten",
        employeeId: bob,
        level: "write",
        startsOn: march,
        reason: "",
      }),
    ).toEqual(ok);
    const lastDay = day("2026-04-14");
    expect(
      await recordLeaving(world.iris, clientId, bob, { leftOn: lastDay, release: true }, lastDay),
    ).toEqual(ok);
    expect(await setPool(world.iris, clientId, buy(3, day("2026-06-01")))).toEqual(ok);

    const april = { from: day("2026-04-01"), until: day("2026-05-01") };
    const { held } = await heldOf(clientId, april);
    expect(
      held.map(({ kind, label, from, until, onStandard }) => ({ kind, label, from, until, onStandard })),
    ).toEqual([
      { kind: "seat", label: "Anna", from: march, until: null, onStandard: null },
      { kind: "seat", label: "Bob", from: march, until: "2026-04-15", onStandard: null },
      { kind: "device", label: "L1", from: march, until: "2026-04-15", onStandard: true },
      { kind: "device", label: "L1", from: "2026-04-15", until: "2026-05-01", onStandard: true },
      { kind: "licence", label: "Anna", from: march, until: null, onStandard: null },
      { kind: "licence", label: "Bob", from: march, until: "2026-04-15", onStandard: null },
    ]);
    const june = { from: day("2026-06-01"), until: day("2026-07-01") };
    expect((await heldOf(clientId, june)).held.map(({ label }) => label)).toEqual(["Anna", "Anna"]);
    expect((await heldOf(clientId, { from: march, until: june.until })).bought).toEqual([
      { productId: product.id, name: product.name, quantity: 2, from: march, until: "2026-06-01" },
      { productId: product.id, name: product.name, quantity: 3, from: "2026-06-01", until: null },
    ]);
    const names = (await asSystem((tx) => listHeldTypes(tx, clientId))).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Werkplek", "Laptop", product.name]));

    for (const [locale, heading] of [
      ["nl", "Licenties"],
      ["de", "Lizenzen"],
      ["en", "Licences"],
    ] as const) {
      const { fileName, content } = await withLocale(locale, () => renderReport(world.eva, "licences"));
      expect(fileName).toContain(heading.toLowerCase());
      const [words = ""] = pdfText(content);
      for (const word of [heading, product.name, "Anna"]) expect(words).toContain(word);
    }
    const rights = await withLocale("de", () => renderReport(world.eva, "rights"));
    expect(pdfText(rights.content)[0]).toContain("Zugriffsrechte");
    for (const kind of importKinds) {
      const text = await fileText((await exportFile(world.iris, clientId, kind)).lines);
      const wanted = { kind, text };
      expect(await checkFile(world.iris, clientId, wanted), kind).toMatchObject({
        errors: [],
        fileErrors: [],
      });
      expect(await importFile(world.iris, clientId, wanted), kind).toEqual({ ok: true, value: { lines: 0 } });
    }
    const broken = { kind: "people" as const, text: "naam;in dienst\nCarla;1-3-2026\nDora;31-2-2026\n" };
    expect(await importFile(world.iris, clientId, broken)).toEqual(refused("has-errors"));
    const mended = { ...broken, text: broken.text.replace("31-2", "28-2") };
    expect(await importFile(world.iris, clientId, mended)).toEqual({ ok: true, value: { lines: 2 } });
    expect(await importFile(world.iris, clientId, mended)).toEqual({ ok: true, value: { lines: 0 } });

    const { pools: _, ...records } = await asSystem((tx) => findRoster(tx, clientId));
    const changes = await asSystem((tx) => listChanges(tx, clientId, new Date("2999-01-01")));
    expect(byId(replay(changes))).toEqual(byId(records));
  });

  test("what was known at an instant can be told later", async () => {
    const before = new Date("2026-07-01T10:00:00Z");
    const id = await asOf(before, () => add(world.jansen, "Femke", day("2026-07-01")));
    await asOf(new Date("2026-08-01T10:00:00Z"), () =>
      recordLeaving(
        world.iris,
        world.jansen,
        id,
        { leftOn: day("2026-07-20"), release: false },
        day("2026-07-20"),
      ),
    );
    const known = async (at: Date) =>
      replay(await asSystem((tx) => listChanges(tx, world.jansen, at))).employee.find((one) => one.id === id);
    expect(await known(new Date("2026-07-31T00:00:00Z"))).toMatchObject({ leftOn: null });
    expect(await known(new Date("2026-08-02T00:00:00Z"))).toMatchObject({ leftOn: "2026-07-20" });
  });
});

function byId(records: Records): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(records).map(([entity, rows]: [string, readonly { id: string }[]]) => [
      entity,
      [...rows].sort((one, other) => one.id.localeCompare(other.id)),
    ]),
  );
}

test("a seat passed on is one seat, and its days are two people's", async () => {
  const [one, two] = [await add(world.vogel, "Vera"), await add(world.vogel, "Wim")];
  const given = seat(one, march);
  await recordSeat(world.iris, world.vogel, given);
  const end = { lastDay: day("2026-09-14"), keepSeat: true };
  expect(await recordSeatEnd(world.iris, world.vogel, given.holdingId, end)).toEqual(ok);
  const roster = await asSystem((tx) => findRoster(tx, world.vogel));
  const seatId = roster.holding.find(({ id }) => id === given.holdingId)?.seatId ?? "";
  expect(await recordSeat(world.iris, world.vogel, seat(two, day("2026-09-15"), seatId))).toEqual(ok);
  const september = { from: day("2026-09-01"), until: day("2026-10-01") };
  const { held } = await heldOf(world.vogel, september);
  expect(
    held
      .filter(({ subjectId }) => subjectId === seatId)
      .map(({ label, from, until }) => [label, from, until]),
  ).toEqual([
    ["Vera", march, "2026-09-15"],
    ["Wim", "2026-09-15", null],
  ]);
});

describe("what is refused", () => {
  test("in words, and nothing is written: no event, no audit row", async () => {
    const id = await add(world.jansen, "Gijs");
    const wanted = seat(id, march);
    expect(await recordSeat(world.iris, world.jansen, wanted)).toEqual(ok);
    const count = () =>
      behind<{ rows: string }>(
        "select (select count(*) from people_event)::text || ' ' || (select count(*) from audit_event) as rows",
      );
    const before = await count();
    expect(await recordSeat(world.iris, world.jansen, seat(id, march))).toEqual(refused("has-seat"));
    expect(await recordSeat(world.iris, world.jansen, wanted)).toEqual(ok);
    expect(await recordAssignment(world.iris, world.jansen, licence(id, march))).toEqual(
      refused("none-free"),
    );
    const details = { name: "Gijs", email: null, department: "", location: "", joinedOn: march };
    const stranger = { ...details, userId: world.eva.userId };
    expect(await recordEmployeeChange(world.iris, world.jansen, id, stranger, march)).toEqual(
      refused("login-unknown"),
    );
    expect(await setPool(world.iris, world.jansen, { ...buy(1, march), productId: randomUUID() })).toEqual(
      refused("product-gone"),
    );
    const dollars = await buildProduct({ sku: "USD", currency: "USD" });
    expect(await setPool(world.iris, world.jansen, { ...buy(1, march), productId: dollars.id })).toEqual(
      refused("other-currency"),
    );
    expect(await count()).toEqual(before);
    expect(await statusOf(() => add(randomUUID(), "Nobody"))).toBe(404);
  });

  test("by the database, whatever the code does", async () => {
    const id = await add(world.jansen, "Hanna");
    const other = await add(world.jansen, "Ilse");
    const wanted = seat(id, march);
    expect(await recordSeat(world.iris, world.jansen, wanted)).toEqual(ok);
    await setPool(world.iris, world.jansen, buy(5, march));
    expect(await recordAssignment(world.iris, world.jansen, licence(id, march))).toEqual(ok);
    const c = `'${world.jansen}'`;
    const copyHolding = `insert into seat_holding (client_id, seat_id, seat_type_id, employee_id, starts_on)
      select client_id, seat_id, seat_type_id, '${other}', '2026-05-01' from seat_holding where id = '${wanted.holdingId}'`;
    const writes: [string, string][] = [
      ["seat_has_one_holder", copyHolding],
      [
        "person_has_one_seat_of_a_type",
        `with s as (insert into seat (client_id, seat_type_id, number, starts_on) values (${c}, '${types.seat}', 999, '2026-01-01') returning *)
        insert into seat_holding (client_id, seat_id, seat_type_id, employee_id, starts_on) select client_id, id, seat_type_id, '${id}', '2026-05-01' from s`,
      ],
      [
        "licence_once_a_person",
        `insert into licence_assignment (client_id, product_id, employee_id, starts_on) values (${c}, '${product.id}', '${id}', '2026-05-01')`,
      ],
      [
        "licence_has_one_holder",
        `insert into licence_assignment (client_id, product_id, starts_on) values (${c}, '${product.id}', '2026-05-01')`,
      ],
      ["employee_leaves_after_joining", `update employee set left_on = '2026-02-01' where id = '${id}'`],
      [
        "licence_pool_quantity_check",
        `insert into licence_pool (client_id, product_id, quantity, starts_on, recorded_at) values (${c}, '${product.id}', -1, '2026-05-01', now())`,
      ],
      ["append-only", `update licence_pool set quantity = 9`],
      ["append-only", `delete from people_event`],
    ];
    for (const [reason, text] of writes) await expect(behind(text), reason).rejects.toThrow(reason);
  });

  test("two who give the last licence at once give one", async () => {
    const last = await buildProduct({ sku: "LAST" });
    await setPool(world.iris, world.jansen, { ...buy(1, march), productId: last.id });
    const people = [await add(world.jansen, "Kees"), await add(world.jansen, "Loes")];
    const given = await Promise.all(
      people.map((id) =>
        recordAssignment(world.iris, world.jansen, { ...licence(id, march), productId: last.id }),
      ),
    );
    expect(given.filter((one) => one.ok)).toHaveLength(1);
    expect(given.filter((one) => !one.ok)).toEqual([refused("none-free")]);
  });
});
