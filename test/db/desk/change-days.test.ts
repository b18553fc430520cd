import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { actOnRequest } from "#app/desk/act-on-request.server.ts";
import { setBudget } from "#app/desk/approvals/approver-settings.server.ts";
import { withdrawChange } from "#app/desk/approvals/decide-change.server.ts";
import { findDeskStanding, listDeskTodo } from "#app/desk/approvals/waiting.server.ts";
import {
  addChangeLine,
  completeChange,
  runEffect,
  setChangeLine,
} from "#app/desk/effects/complete-change.server.ts";
import { openStepOf, readDecideFacts } from "#app/desk/approvals/decide-facts.server.ts";
import { decidesAs } from "#app/desk/rules/approval.ts";
import {
  insertDecision,
  insertSteps,
  listSteps,
  listWaitingFor,
  writeStandIn,
} from "#app/desk/store/approval-store.server.ts";
import { insertChange } from "#app/desk/store/change-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { recordAssignment, recordRight, setPool } from "#app/people/change-holdings.server.ts";
import { recordEmployee } from "#app/people/change-people.server.ts";
import { getLicencesPage } from "#app/people/licences-page.server.ts";
import { getRightsPage } from "#app/people/rights-page.server.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { addDays, day } from "#app/platform/day.ts";
import { asSystem, authPrisma, inScope } from "#app/platform/db.server.ts";
import { dayIn, instantAt } from "#app/platform/zone.server.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";
import { buildClient, buildFullContract } from "#test/builders/client.ts";
import { buildProduct, type BuiltProduct } from "#test/builders/licence-product.ts";
import { buildSeatTypes, type BuiltSeatTypes } from "#test/builders/seat-types.ts";
import { approve, askChange, itemOf, tickLines } from "#test/builders/change.ts";
import { buildWorld, person, requestOf, type World } from "#test/db/desk/world.ts";

let world: World;
let types: BuiltSeatTypes;
let product: BuiltProduct;
beforeAll(async () => {
  world = await buildWorld();
  types = await buildSeatTypes();
  product = await buildProduct();
});

const march = day("2026-03-02");

/** A client in a zone with one person who has a login, a seat, a licence and a right; and who asks and who approves. */
async function oneEmployee(zone: string) {
  const { clientId } = await buildClient({ name: `Kantoor ${zone}`, zone });
  const leaver = await person(clientId, "Lea Vertrek", "employee");
  const [fin, boss] = [await person(clientId, "Fin", "finance"), await person(clientId, "Bo", "manager")];
  const employeeId = randomUUID();
  await recordEmployee(
    world.iris,
    clientId,
    {
      id: employeeId,
      name: "Lea",
      email: null,
      department: "",
      location: "",
      joinedOn: march,
      userId: leaver.userId,
    },
    types.seat,
  );
  await setPool(world.iris, clientId, {
    productId: product.id,
    quantity: 1,
    startsOn: march,
    termEndsOn: null,
    reason: "",
  });
  const held = { id: randomUUID(), employeeId, startsOn: march };
  await recordAssignment(world.iris, clientId, { ...held, productId: product.id, mailbox: null });
  await recordRight(world.iris, clientId, {
    ...held,
    kind: "folder",
    resource: "Klanten",
    level: "write",
    reason: "",
  });
  await buildFullContract(
    clientId,
    { name: "Beheer", startsOn: day("2026-01-01") },
    { lines: [{ label: "Werkplek", counts: "seat", price: { unitMinor: 3100 } }] },
  );
  return { clientId, zone, leaver, fin, boss, employeeId };
}

/** What a client's contract comes to in a month, in minor units. */
const countOf = async (clientId: string, month: string): Promise<number> =>
  (await inScope(world.iris, (tx) => countClientMonth(tx, clientId, month))).draft.totalMinor;

describe.each(["Europe/Amsterdam", "Pacific/Auckland"])("somebody leaves in %s", (zone) => {
  test("all that they have ends at the hour asked, and not on the day before or after", async () => {
    const { clientId, leaver, fin, boss, employeeId } = await oneEmployee(zone);
    await requestOf(leaver, "/");
    const typed = { person: employeeId, lastDay: "2026-12-04", time: "17:00", mail: "keep" };
    const noon = instantAt(zone, day("2026-12-01"), "12:00");
    const id = await asOf(noon, () => askChange(fin, "leaver", typed, { canProve: true, proved: true }));
    await asOf(noon, () => approve(boss, id));
    const seen = async (on: string, time: string) => {
      const instant = instantAt(zone, day(on), time);
      // The queue runs the job at its hour, and may run it again.
      await asOf(instant, () => runEffect({ clientId, requestId: id }));
      return asOf(instant, async () => ({
        licences: (await getLicencesPage(boss, clientId)).lines.flatMap(({ holders }) => holders).length,
        rights: (await getRightsPage(boss, clientId)).people,
        countMinor: await countOf(clientId, "2026-12"),
        access: await asSystem((tx) =>
          tx.membership.count({ where: { userId: leaver.userId, endedAt: null } }),
        ),
        sessions: await authPrisma().session.count({ where: { userId: leaver.userId } }),
      }));
    };
    const all = { licences: 1, rights: 1, countMinor: 3100, access: 1, sessions: 1 };
    expect(await seen("2026-12-03", "23:59")).toEqual(all);
    expect(await seen("2026-12-04", "16:59")).toEqual(all);
    // The day itself is the last one that counts; who is gone can't sign in.
    expect(await seen("2026-12-04", "17:00")).toEqual({ ...all, countMinor: 400, access: 0, sessions: 0 });
    const gone = { licences: 0, rights: 0, countMinor: 400, access: 0, sessions: 0 };
    expect(await seen("2026-12-05", "00:00")).toEqual(gone);
    expect(await seen("2026-12-06", "09:00")).toEqual(gone);
    // The month after holds nothing of who left, and all of who joins on its second day.
    expect(await countOf(clientId, "2027-01")).toBe(0);
    const joiner = { name: "Nova", startsOn: "2027-01-02", seatType: types.seat, products: product.id };
    const newYear = instantAt(zone, day("2027-01-02"), "00:00");
    const joins = await asOf(noon, () => askChange(fin, "joiner", joiner));
    await asOf(noon, () => approve(boss, joins));
    await asOf(noon, () => tickLines(world.daan, clientId, joins));
    expect(await asOf(noon, () => completeChange(world.daan, { id: joins, from: "new" }))).toMatchObject({
      value: { state: "scheduled" },
    });
    await asOf(newYear, () => runEffect({ clientId, requestId: joins }));
    const months = ["2026-12", "2027-01", "2027-02"];
    const counted = await asOf(newYear, () => Promise.all(months.map((month) => countOf(clientId, month))));
    expect(counted).toEqual([400, 3000, 3100]);
  });
});

describe("at once", () => {
  const virus = { person: randomUUID(), what: "Pop-ups" };
  const settle = async (clientId: string, id: string) => tickLines(world.daan, clientId, id);
  const oks = (results: { ok: boolean }[]): number => results.filter(({ ok }) => ok).length;
  let second: ClientScope;
  beforeAll(async () => {
    second = await person(world.jansen, "Anna Akkoord", "approver");
    await recordEmployee(
      world.iris,
      world.jansen,
      {
        id: virus.person,
        name: "Tom",
        email: null,
        department: "",
        location: "",
        joinedOn: march,
        userId: world.tom.userId,
      },
      types.seat,
    );
  });
  const ask = () => askChange(world.tom, "virus-removal", virus);

  test("two approvers: one approval counts, and the MSP is told once", async () => {
    const id = await ask();
    expect(oks(await Promise.all([approve(world.petra, id), approve(second, id)]))).toBe(1);
    const told = await asSystem((tx) => tx.letter.count({ where: { key: `request-received:${id}` } }));
    expect(told).toBe(1);
  });

  test("approved while it is taken back: one of them, and it stands as the one says", async () => {
    const id = await ask();
    const [approved, withdrawn] = await Promise.all([
      approve(world.petra, id),
      withdrawChange(world.tom, id),
    ]);
    expect(oks([approved, withdrawn])).toBe(1);
    const request = await asSystem((tx) => tx.request.findFirst({ where: { id } }));
    expect(request?.state).toBe(approved.ok ? "new" : "withdrawn");
    const told = await asSystem((tx) =>
      tx.letter.count({ where: { key: { startsWith: `change-withdrawn:${id}` } } }),
    );
    expect(told > 0).toBe(withdrawn.ok);
  });

  test("a done line that is opened again leaves who, when and the proof in the audit log", async () => {
    const id = await ask();
    await approve(world.petra, id);
    const line = { id, position: 1, proof: "Scan 42" };
    await asOf(new Date("2026-11-30T09:00:00Z"), () => setChangeLine(world.daan, { ...line, done: true }));
    expect(await setChangeLine(world.iris, { ...line, done: false })).toMatchObject({ ok: true });
    const kept = await asSystem((tx) =>
      tx.auditEvent.findMany({ where: { action: "request.line-reopened", clientId: world.jansen } }),
    );
    const detail = { by: "Daan Visser", doneAt: "2026-11-30T09:00:00.000Z", proof: "Scan 42" };
    expect(kept).toMatchObject([{ actorId: world.iris.userId, detail }]);
  });

  test("completed while a line opens: never done with a line open", async () => {
    const id = await ask();
    await approve(world.petra, id);
    await settle(world.jansen, id);
    const [completed, added] = await Promise.all([
      completeChange(world.daan, { id, from: "new" }),
      addChangeLine(world.iris, { id, text: "Nog iets nakijken" }),
    ]);
    expect(oks([completed, added])).toBe(1);
  });

  test("two engineers: one takes it, the other reads with whom it is", async () => {
    const id = await ask();
    await approve(world.petra, id);
    const taken = await Promise.all(
      [world.daan, world.iris].map((who) => actOnRequest(who, id, { intent: "take" })),
    );
    expect(oks(taken)).toBe(1);
    expect(taken.find(({ ok }) => !ok)).toMatchObject({ refusal: "taken" });
  });

  test("two approvals by one budget that pays for one: the other is over it", async () => {
    const third = await person(world.jansen, "Kees Kort", "approver");
    expect(await setBudget(world.petra, { userId: third.userId, budgetMinor: 20_000 })).toMatchObject({
      ok: true,
    });
    const ids = [await ask(), await ask()];
    const both = await Promise.all(ids.map((id) => approve(third, id)));
    expect(oks(both)).toBe(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "over-budget" });
  });
});

describe("who may decide", () => {
  const someone = fc.integer({ min: 0, max: 3 });
  const standIn = fc.record({ of: someone, by: someone, away: fc.boolean() });
  const waiting = fc.record({
    requester: someone,
    approvers: fc.uniqueArray(someone, { minLength: 1, maxLength: 3 }),
    given: fc.option(fc.record({ of: someone, by: someone })),
  });

  test("the list of what waits shows what the rules let somebody decide, and nothing else", async () => {
    const { clientId } = await buildClient({ name: "Kantoor Beslis" });
    const people: ClientScope[] = [];
    for (const name of ["An", "Bo", "Cas", "Dirk"]) people.push(await person(clientId, name, "approver"));
    const idOf = (at: number): string => people[at]?.userId ?? "";
    // Cas approves no more and Dirk left: nobody decides for them.
    await asSystem(async (tx) => {
      await tx.membership.updateMany({ where: { userId: idOf(2) }, data: { role: "employee" } });
      await tx.membership.updateMany({ where: { userId: idOf(3) }, data: { endedAt: new Date() } });
    });
    const requests: (Awaited<ReturnType<typeof waitingRequest>> & { requesterId: string })[] = [];
    for (const { requester, approvers, given } of fc.sample(waiting, { numRuns: 16, seed: 20261205 })) {
      const scope = people[requester] ?? world.petra;
      const request = await waitingRequest(scope, approvers.map(idOf));
      if (given)
        await asSystem((tx) =>
          insertDecision(tx, {
            ...{ clientId, requestId: request.id, position: 1, outcome: "approved", reason: "" },
            ...{ userId: idOf(given.of), decidedBy: idOf(given.by), amountMinor: 0, at: new Date() },
          }),
        );
      requests.push({ ...request, requesterId: scope.userId });
    }
    const client = { id: clientId, zone: "Europe/Amsterdam" };
    const today = dayIn(client.zone, now());
    for (const roles of fc.sample(fc.array(standIn, { maxLength: 4 }), { numRuns: 6, seed: 8 }))
      await asSystem(async (tx) => {
        for (const { of, by, away } of roles)
          if (of !== by) {
            const until = away ? today : addDays(today, -1);
            await writeStandIn(tx, clientId, idOf(of), { userId: idOf(by), from: march, until });
          }
        for (const { userId } of people.slice(0, 2)) {
          const listed = await listWaitingFor(tx, clientId, userId, today);
          const allowed = [];
          for (const { id, requesterId, quote } of requests) {
            const [step] = await listSteps(tx, clientId, id);
            const facts = await readDecideFacts(tx, client, { quote, requesterId });
            if (step && decidesAs(userId, "refused", openStepOf(step), facts).ok) allowed.push(id);
          }
          expect(listed.map(({ id }) => id).sort()).toEqual(allowed.sort());
        }
      });
  });

  /** A request that waits for these people. */
  async function waitingRequest(scope: ClientScope, userIds: string[]) {
    const itemId = await itemOf("virus-removal");
    const quote = { currency: "EUR", onceMinor: 0, monthlyMinor: 0, thisMonthMinor: 0, drawsMinutes: 0 };
    const costs = { ...quote, doneBy: march, earliestEnd: null };
    return asSystem(async (tx) => {
      const { id } = await createRequestInside(tx, scope, {
        ...{ id: randomUUID(), clientId: scope.clientId, title: "Waits", description: "" },
        change: "awaiting_approval",
      });
      const ids = { clientId: scope.clientId, requestId: id };
      const asked = { ...ids, itemId, version: 1, answers: {}, shown: [], quote: costs, effectAt: null };
      const nothing = { proof: null, proofAt: null, reversesId: null, earlierId: null };
      await insertChange(tx, { ...asked, ...nothing, effectState: "none", at: now() });
      const group = "approver" as const;
      await insertSteps(tx, { ...ids, at: now() }, [{ group, insteadOf: null, needed: 3, userIds }]);
      return { id, quote: costs };
    });
  }
});

describe("what the records refuse at its hour", () => {
  const hour = instantAt("Europe/Amsterdam", day("2026-12-04"), "17:00");
  const noon = instantAt("Europe/Amsterdam", day("2026-12-01"), "12:00");

  test("goes back to the MSP: a To do, a letter and the audit log, once; access has ended all the same", async () => {
    const { clientId, leaver, fin, boss, employeeId } = await oneEmployee("Europe/Amsterdam");
    const typed = { person: employeeId, lastDay: "2026-12-04", time: "17:00", mail: "keep" };
    const id = await asOf(noon, () => askChange(fin, "leaver", typed, { canProve: true, proved: true }));
    await asOf(noon, () => approve(boss, id));
    await actOnRequest(world.daan, id, { intent: "take" });
    await actOnRequest(world.daan, id, { intent: "move", from: "in_progress", to: "waiting" });
    // They were taken on anew meanwhile: the last day lies before the first.
    await asSystem(
      (tx) => tx.$executeRaw`update employee set joined_on = '2026-12-07' where id = ${employeeId}::uuid`,
    );
    for (let run = 0; run < 2; run++) await asOf(hour, () => runEffect({ clientId, requestId: id }));

    const access = { userId: leaver.userId, endedAt: null };
    expect(await asSystem((tx) => tx.membership.count({ where: access }))).toBe(0);
    const request = await asSystem((tx) => tx.request.findFirst({ where: { id } }));
    expect(request?.state).toBe("in_progress");
    const todo = (await inScope(world.daan, (tx) => listDeskTodo(tx, world.daan, 10))).filter(
      (one) => one.id === id,
    );
    expect(todo).toMatchObject([{ kind: "effect-refused", since: hour, to: `/staff/requests/${id}` }]);
    expect((await inScope(world.daan, (tx) => findDeskStanding(tx, world.daan))).counts).toMatchObject({
      "change-approval": 0,
      "automation-failed": 0,
      "effect-refused": 1,
    });
    expect(await inScope(world.fien, (tx) => listDeskTodo(tx, world.fien, 10))).toEqual([]);
    const letters = await asSystem((tx) =>
      tx.letter.findMany({ where: { key: { startsWith: `change-effect-refused:${id}` } } }),
    );
    const why = "De laatste werkdag ligt vóór de eerste.";
    expect(letters).toMatchObject([{ props: { accessEnded: true, why } }]);
    const written = await asSystem((tx) =>
      tx.auditEvent.count({ where: { clientId, action: "request.effect-refused" } }),
    );
    expect(written).toBe(1);

    await asSystem(
      (tx) => tx.$executeRaw`update employee set joined_on = ${march}::date where id = ${employeeId}::uuid`,
    );
    await tickLines(world.daan, clientId, id);
    await asOf(hour, () => completeChange(world.daan, { id, from: "in_progress" }));
    expect((await inScope(world.daan, (tx) => findDeskStanding(tx, world.daan))).counts).toMatchObject({
      "effect-refused": 0,
    });
  });
});
