import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { recordAssignment, recordRelease, setPool } from "#app/people/change-holdings.server.ts";
import { recordEmployeeChange, recordLeaving } from "#app/people/change-people.server.ts";
import { getEmployeesPage } from "#app/people/employees-page.server.ts";
import { getLicencesPage } from "#app/people/licences-page.server.ts";
import { listCosts, listProducts } from "#app/people/store/product-store.server.ts";
import { appendEvents } from "#app/people/store/event-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { writeReports } from "#app/people/write-reports.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { buildProduct } from "#test/builders/licence-product.ts";
import { props as peopleReport } from "#emails/people-report.tsx";
import { differences, spanOf } from "#test/unit/contracts/first-difference.ts";
import { buildPeopleWorld, march, ok, type PeopleWorld } from "#test/db/people/people-world.ts";

let world: PeopleWorld["world"];
let product: PeopleWorld["product"];
let add: PeopleWorld["add"];
let licence: PeopleWorld["licence"];
let buy: PeopleWorld["buy"];
beforeAll(async () => {
  ({ world, product, add, licence, buy } = await buildPeopleWorld());
});

describe("what a client sees", () => {
  test("its own rows alone; the costs of licences are in nothing that it can read", async () => {
    await add(world.vogel, "Anna");
    await buildProduct({ sku: "USD", currency: "USD" });
    expect(await inScope(world.petra, (tx) => findRoster(tx, world.vogel))).toMatchObject({
      employee: [],
      holding: [],
    });
    expect([...(await inScope(world.iris, (tx) => listCosts(tx))).values()]).toContain(product.costMinor);
    expect((await inScope(world.petra, (tx) => listCosts(tx))).size).toBe(0);
    expect((await inScope(world.petra, (tx) => listProducts(tx))).map(({ sku }) => sku)).not.toContain("USD");
    const write = inScope(
      world.petra,
      (tx) => tx.$executeRaw`update employee set name = 'x' where client_id = ${world.petra.clientId}::uuid`,
    );
    expect(await write).toBe(0);
  });

  test("an employee sees what is their own, and of others nothing", async () => {
    const id = await add(world.jansen, "Tom");
    await add(world.jansen, "Hanna");
    const details = { name: "Tom", email: null, department: "", location: "", joinedOn: march };
    await recordEmployeeChange(world.iris, world.jansen, id, { ...details, userId: world.tom.userId }, march);
    const own = await getEmployeesPage(world.tom);
    expect(own).toMatchObject({ view: "own", person: { id, name: "Tom" } });
    expect(JSON.stringify(own)).not.toContain("Hanna");
    expect(await getEmployeesPage(world.petra)).toMatchObject({ view: "all" });
  });

  test("a leaver's licence in euros, until it is released", async () => {
    await setPool(world.iris, world.jansen, buy(1, march));
    const id = await add(world.jansen, "Mila");
    const wanted = licence(id, march);
    expect(await recordAssignment(world.iris, world.jansen, wanted)).toEqual(ok);
    const lastDay = day("2026-04-14");
    await recordLeaving(world.iris, world.jansen, id, { leftOn: lastDay, release: false }, lastDay);
    const unused = async () =>
      (await getLicencesPage(world.petra, world.jansen)).lines.find((line) => line.product.id === product.id);
    const before = await unused();
    expect(before?.numbers).toMatchObject({ leavers: 1 });
    expect(await recordRelease(world.iris, world.jansen, wanted.id, day("2026-05-01"))).toEqual(ok);
    const after = await unused();
    expect(after?.numbers).toMatchObject({ leavers: 0, free: (before?.numbers.free ?? 0) + 1 });
  });
});

test("each month a client's managers get one report of its licences and rights; what is recorded late is in the next one", async () => {
  const report = (at: string) => asOf(new Date(at), writeReports);
  const written = async () =>
    (
      await asSystem((tx) =>
        tx.letter.findMany({
          where: { template: "people-report", clientId: world.jansen },
          orderBy: { createdAt: "asc" },
        }),
      )
    ).map(({ recipient, props }) => ({ recipient, changes: peopleReport.parse(props).changes }));
  const id = await asOf(new Date("2026-08-01T10:00:00Z"), () => add(world.jansen, "Vera"));
  await report("2026-11-01T07:30:00Z");
  await report("2026-11-01T08:30:00Z");
  expect((await written()).map(({ recipient }) => recipient)).toEqual([world.petra.email]);
  const lastDay = day("2026-09-25");
  await asOf(new Date("2026-11-03T10:00:00Z"), () =>
    recordLeaving(world.iris, world.jansen, id, { leftOn: lastDay, release: true }, lastDay),
  );
  await report("2026-12-01T07:30:00Z");
  await report("2027-01-01T07:30:00Z");
  const left = (await written()).map(({ changes }) =>
    changes.flatMap(({ kind, who, on, told }) => (who === "Vera" ? [`${kind} ${on} ${told}`] : [])),
  );
  expect(left).toEqual([[], ["left 2026-09-25 late"], []]);
});

test("the first day that a recorded change touches is what a month's draft goes back to", async () => {
  const clientId = world.vogel;
  const at = (days: number) => new Date(Date.UTC(2031, 0, 1 + days));
  const event = (id: string, span: ReturnType<typeof spanOf>) => ({
    onDay: march,
    employeeId: null,
    change: {
      entity: "holding" as const,
      id,
      row: span && { ...span, id, seatId: id, seatTypeId: span.of, employeeId: id },
    },
  });
  const found = await asSystem(async (tx) => {
    const actor = { userId: null, name: "Iris" };
    for (const [turn, [, before, after]] of differences.entries()) {
      const id = randomUUID();
      const [was, is] = [spanOf(before), spanOf(after)];
      if (was) await appendEvents(tx, clientId, { at: at(0), actor, action: "seat.given" }, [event(id, was)]);
      await appendEvents(tx, clientId, { at: at(1 + turn), actor, action: "seat.ended" }, [event(id, is)]);
    }
    return tx.$queryRaw<{ from: string | null }[]>`
      select changed_from::text as "from" from held_change_facts where client_id = ${clientId}::uuid and at > ${at(0)} order by at`;
  });
  expect(found.map(({ from }) => from)).toEqual(differences.map(([, , , expected]) => expected));
});
