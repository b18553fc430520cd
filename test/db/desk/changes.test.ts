import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { getApproved } from "#app/desk/approvals/approved.server.ts";
import { setApprovalDays } from "#app/desk/approvals/approval-days.server.ts";
import { chaseApprovals } from "#app/desk/approvals/chase-approvals.server.ts";
import { decideChange, withdrawChange } from "#app/desk/approvals/decide-change.server.ts";
import { askForChange, previewChange } from "#app/desk/catalogue/ask-for-change.server.ts";
import { getCatalogue, getItemPage } from "#app/desk/catalogue/catalogue-page.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { listWaitingFor } from "#app/desk/store/approval-store.server.ts";
import { askReversal } from "#app/desk/effects/ask-reversal.server.ts";
import { closeChange } from "#app/desk/effects/close-change.server.ts";
import { completeChange, runEffect } from "#app/desk/effects/complete-change.server.ts";
import { findDefinitionProblem } from "#app/desk/rules/definition.ts";
import { listItems } from "#app/desk/store/catalogue-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { recordAssignment, recordRight, setPool } from "#app/people/change-holdings.server.ts";
import { recordEmployee } from "#app/people/change-people.server.ts";
import { assignedOn, boughtOn } from "#app/people/rules/licence-acts.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { moveRequest } from "#app/requests/move-request.server.ts";
import { getRequestList } from "#app/requests/request-list.server.ts";
import { buildProduct, type BuiltProduct } from "#test/builders/licence-product.ts";
import { buildSeatTypes, type BuiltSeatTypes } from "#test/builders/seat-types.ts";
import { approve, askChange, itemOf, sentOf, tickLines } from "#test/builders/change.ts";
import { buildWorld, person, requestOf, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
let types: BuiltSeatTypes;
let product: BuiltProduct;
let fin: ClientScope;
const employees = { tom: randomUUID(), mila: randomUUID() };
const march = day("2026-03-02");
const at = (text: string) => new Date(text);

beforeAll(async () => {
  world = await buildWorld();
  types = await buildSeatTypes();
  product = await buildProduct();
  fin = await person(world.jansen, "Fin de Vries", "finance");
  const add = (id: string, name: string, userId: string | null) =>
    recordEmployee(
      world.iris,
      world.jansen,
      { id, name, email: null, department: "", location: "", joinedOn: march, userId },
      types.seat,
    );
  await add(employees.tom, "Tom de Boer", world.tom.userId);
  await add(employees.mila, "Mila Bos", null);
  const pool = { productId: product.id, quantity: 2, startsOn: march, termEndsOn: null, reason: "" };
  await setPool(world.iris, world.jansen, pool);
  await recordAssignment(world.iris, world.jansen, {
    id: randomUUID(),
    productId: product.id,
    employeeId: employees.tom,
    mailbox: null,
    startsOn: march,
  });
  await recordRight(world.iris, world.jansen, {
    id: randomUUID(),
    kind: "folder",
    resource: "Recepten",
    employeeId: employees.mila,
    level: "write",
    startsOn: march,
    reason: "",
  });
});

const roster = () => asSystem((tx) => findRoster(tx, world.jansen));
const lettersOf = (key: string) =>
  asSystem((tx) => tx.letter.findMany({ where: { key: { startsWith: key } } }));

const ask = askChange;
const tickAll = (id: string) => tickLines(world.daan, world.jansen, id);

async function recepten(): Promise<string> {
  return (await roster()).resource.find(({ name }) => name === "Recepten")?.id ?? "";
}

const access = async (level = "read") => ({ person: employees.tom, resource: await recepten(), level });

describe("access to a folder, from the catalogue to the rights register", () => {
  test("Tom asks, Petra approves, Daan completes the checklist, the register shows it, Tom is told", async () => {
    const offered = (await getCatalogue(world.tom)).map(({ title }) => title);
    expect(offered).toContain("Toegang vragen");
    expect(offered).not.toContain("Medewerker vertrekt");
    const page = await getItemPage(world.tom, await itemOf("access"), null);
    expect(page.fields.find(({ key }) => key === "person")).toMatchObject({
      values: [employees.tom],
      options: [{ value: employees.tom, label: "Tom de Boer" }],
    });
    const id = await ask(world.tom, "access", await access());
    expect(await lettersOf(`change-approval:${id}`)).toMatchObject([{ recipient: world.petra.email }]);
    expect(await lettersOf(`request-received:${id}`)).toEqual([]);
    const inQueue = async () =>
      (await getRequestList(world.daan, { filter: "new", search: "", page: 1 })).rows.some(
        (row) => row.id === id,
      );
    expect(await inQueue()).toBe(false);
    expect(await approve(world.tom, id)).toMatchObject({ ok: false, refusal: "own-request" });
    expect(await statusOf(() => approve(world.eva, id))).toBe(404);
    expect(await approve(world.noor, id)).toMatchObject({ ok: false, refusal: "not-allowed" });
    expect(await approve(world.petra, id)).toMatchObject({ ok: true, value: { arrived: true } });
    expect(await approve(world.petra, id)).toMatchObject({ ok: false });
    expect(await inQueue()).toBe(true);
    expect(await lettersOf(`request-received:${id}`)).toHaveLength(1);

    expect((await moveRequest(world.daan, { id, from: "new", to: "in_progress" })).ok).toBe(true);
    expect(await moveRequest(world.daan, { id, from: "in_progress", to: "done" })).toMatchObject({
      refusal: "has-checklist",
    });
    expect(await completeChange(world.daan, { id, from: "in_progress" })).toMatchObject({
      refusal: "lines-open",
    });
    await tickAll(id);
    const twice = await Promise.all(
      [1, 2].map(() => completeChange(world.daan, { id, from: "in_progress" })),
    );
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    const rights = (await roster()).right.filter(({ employeeId }) => employeeId === employees.tom);
    expect(rights).toMatchObject([{ resourceId: await recepten(), level: "read", endsOn: null }]);
    expect(await lettersOf(`request-done:${id}`)).toMatchObject([{ recipient: world.tom.email }]);
    expect(await lettersOf(`change-approved:${id}`)).toMatchObject([{ recipient: world.tom.email }]);
  });

  test("what somebody has already is not asked for; what the records refuse changes nothing, says why, and is closed with a reason", async () => {
    const sent = sentOf(await access());
    const itemId = await itemOf("access");
    expect(await previewChange(world.tom, { id: randomUUID(), itemId, sent, canProve: false })).toEqual({
      kind: "wrong",
      problems: { level: "has-already" },
    });
    const record = (employeeId: string) =>
      recordRight(world.iris, world.jansen, {
        ...{ id: randomUUID(), kind: "folder", resource: "Archief", employeeId, level: "read" },
        ...{ startsOn: march, reason: "" },
      });
    await record(employees.mila);
    const resource = (await roster()).resource.find(({ name }) => name === "Archief")?.id ?? "";
    const id = await ask(world.tom, "access", { ...(await access()), resource });
    await approve(world.petra, id);
    await tickAll(id);
    await record(employees.tom);
    expect(await completeChange(world.daan, { id, from: "new" })).toEqual({
      ok: false,
      refusal: "right-twice",
    });
    expect(await getChangePanel(world.daan, { clientId: world.jansen, id })).toMatchObject({
      effectState: "pending",
    });
    const close = (reason: string) => closeChange(world.daan, { id, from: "new", reason });
    expect(await close("")).toMatchObject({ refusal: "reason-missing" });
    expect(await close("Dit recht is er al.")).toMatchObject({ ok: true });
    expect(await close("Nog eens")).toMatchObject({ refusal: "changed-meanwhile" });
    expect(await getChangePanel(world.daan, { clientId: world.jansen, id })).toMatchObject({
      effectState: "dropped",
    });
    expect(await lettersOf(`change-refused:${id}`)).toMatchObject([{ recipient: world.tom.email }]);
  });

  test("refused with a reason, asked again with other answers: the approver sees what changed", async () => {
    const id = await ask(world.tom, "access", await access("owner"));
    expect(
      await decideChange(world.petra, { id, position: 1, outcome: "refused", reason: "" }),
    ).toMatchObject({
      refusal: "reason-missing",
    });
    await decideChange(world.petra, { id, position: 1, outcome: "refused", reason: "Lezen is genoeg." });
    expect(await lettersOf(`change-refused:${id}`)).toHaveLength(1);
    const again = await ask(world.tom, "access", await access("write"), { earlierId: id });
    const panel = await getChangePanel(world.petra, { clientId: world.jansen, id: again });
    expect(panel?.earlier).toEqual({ level: "Beheren" });
    expect(await withdrawChange(world.petra, again)).toMatchObject({ refusal: "not-allowed" });
    const race = await Promise.all([approve(world.petra, again), withdrawChange(world.tom, again)]);
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("a hidden answer is dropped; another client's person, a changed preview and an item not offered are refused", async () => {
    const itemId = await itemOf("access");
    const typed = { ...(await access("owner")), resourceName: "Geheim" };
    const input = { id: randomUUID(), itemId, sent: sentOf(typed), canProve: false };
    const preview = await previewChange(world.tom, input);
    expect(preview).toMatchObject({ kind: "preview" });
    if (preview.kind === "preview") expect(preview.prepared.read.answers).not.toHaveProperty("resourceName");
    const more = { proved: false, earlierId: null };
    expect(await askForChange(world.tom, { ...input, ...more, seen: "another" })).toMatchObject({
      kind: "preview",
    });
    const foreign = { ...input, sent: sentOf({ ...typed, person: randomUUID() }) };
    expect(await previewChange(world.tom, foreign)).toMatchObject({
      kind: "wrong",
      problems: { person: "no-choice" },
    });
    const leaver = await itemOf("leaver");
    expect(await statusOf(() => previewChange(world.tom, { ...input, itemId: leaver }))).toBe(404);
  });
});

test("each item that the product ships asks what its effect reads", async () => {
  const items = await inScope(world.iris, (tx) => listItems(tx));
  expect(items.length).toBeGreaterThan(5);
  for (const { key, published } of items)
    expect([key, published && findDefinitionProblem(published)]).toEqual([key, null]);
});

describe("somebody leaves", () => {
  const before = at("2026-12-01T09:00:00Z");
  const hour = at("2026-12-04T16:00:00Z");
  const held = async () => {
    const { employee, holding, assignment, right } = await roster();
    const ends = <Row extends { employeeId: string | null; endsOn: unknown }>(rows: readonly Row[]) =>
      rows.filter(({ employeeId }) => employeeId === employees.tom).map(({ endsOn }) => endsOn);
    return {
      leftOn: employee.find(({ id }) => id === employees.tom)?.leftOn,
      seats: ends(holding),
      licences: ends(assignment),
      rights: ends(right),
    };
  };
  const hasAccess = async () =>
    (await asSystem((tx) => tx.membership.count({ where: { userId: world.tom.userId, endedAt: null } }))) ===
    1;

  test("one request a person: the second is refused at the question, the same one sent twice is one; approved, the client reads that", async () => {
    const typed = { person: employees.mila, lastDay: "2026-12-31", time: "17:00", mail: "forward" };
    const sent = sentOf({ ...typed, forwardTo: employees.tom });
    const proof = { canProve: true, proved: true, earlierId: null };
    const input = { ...proof, itemId: await itemOf("leaver"), sent };
    await asOf(before, async () => {
      const preview = await previewChange(fin, { ...input, id: randomUUID() });
      if (preview.kind !== "preview") throw new Error("refused");
      const { seen, title, quote } = preview.prepared;
      expect([title, quote.doneBy]).toEqual(["Medewerker vertrekt: Mila Bos", "2026-12-31"]);
      const ids = [randomUUID(), randomUUID()];
      const both = await Promise.all(ids.map((id) => askForChange(fin, { ...input, id, seen })));
      expect(both.map(({ kind }) => kind).sort()).toEqual(["sent", "wrong"]);
      const first = both.find((one) => one.kind === "sent");
      const id = first?.id ?? "";
      expect(await askForChange(fin, { ...input, id, seen })).toEqual(first);
      expect(both.find((one) => one.kind === "wrong")).toMatchObject({
        problems: { person: "leaving-already" },
      });
      await approve(world.petra, id);
      const asked = [{ id, state: "new" as const }];
      expect([...(await getApproved(fin, asked))]).toEqual([id]);
      expect([...(await getApproved(world.eva, asked))]).toEqual([]);
    });
  });

  test("all ends at the hour asked, once, checklist or not; the reversing request gives exactly that back", async () => {
    await requestOf(world.tom, "/");
    const typed = { person: employees.tom, lastDay: "2026-12-04", time: "17:00", mail: "keep" };
    const id = await asOf(before, () => ask(fin, "leaver", typed, { canProve: true, proved: true }));
    const ids = { clientId: world.jansen, requestId: id };
    const read = await getChangePanel(world.petra, { clientId: world.jansen, id });
    expect(read?.preview.map(({ what, kind }) => [what, kind])).toEqual([
      ...[
        ["seat", "ends"],
        ["licence", "ends"],
        ["right", "ends"],
        ["right", "ends"],
      ],
      ["portal", "access-ends"],
    ]);
    expect(read?.preview.some(({ saves }) => saves !== undefined)).toBe(false);
    await asOf(hour, () => runEffect(ids));
    expect(await hasAccess()).toBe(true);
    await asOf(before, () => approve(world.petra, id));
    const dayBefore = at("2026-12-04T15:59:00Z");
    await asOf(dayBefore, () => runEffect(ids));
    expect(await held()).toMatchObject({ leftOn: null, seats: [null], licences: [null] });
    expect(await hasAccess()).toBe(true);
    await Promise.all([1, 2].map(() => asOf(hour, () => runEffect(ids))));
    expect(await held()).toEqual({
      leftOn: "2026-12-04",
      seats: ["2026-12-04"],
      licences: ["2026-12-04"],
      rights: ["2026-12-04", "2026-12-04"],
    });
    expect(await hasAccess()).toBe(false);
    expect(await asOf(hour, () => completeChange(world.daan, { id, from: "new" }))).toMatchObject({
      refusal: "lines-open",
    });
    await tickAll(id);
    expect(await asOf(hour, () => completeChange(world.daan, { id, from: "new" }))).toMatchObject({
      ok: true,
      value: { state: "done" },
    });

    const nextDay = at("2026-12-05T09:00:00Z");
    const refused = { id: randomUUID(), of: id };
    const asked = await asOf(nextDay, () => askReversal(fin, refused));
    expect(asked).toMatchObject({ ok: true, value: { id: refused.id } });
    expect(await asOf(nextDay, () => askReversal(fin, refused)), "sent twice it is one").toEqual(asked);
    const undo = { id: randomUUID(), of: id };
    expect(await asOf(nextDay, () => askReversal(fin, undo))).toMatchObject({ refusal: "reversed-already" });
    const no = { id: refused.id, position: 1, outcome: "refused" as const, reason: "Nee." };
    expect(await asOf(nextDay, () => decideChange(world.petra, no))).toMatchObject({ ok: true });
    expect(await asOf(nextDay, () => askReversal(fin, undo))).toMatchObject({ ok: true });
    // No code was asked for: a second person proves who asks.
    expect(await getChangePanel(world.petra, { clientId: world.jansen, id: undo.id })).toMatchObject({
      proof: "second-person",
    });
    await asOf(nextDay, () => approve(world.petra, undo.id));
    await tickAll(undo.id);
    expect(await asOf(nextDay, () => completeChange(world.daan, { id: undo.id, from: "new" }))).toMatchObject(
      {
        ok: true,
      },
    );
    expect(await held()).toEqual({ leftOn: null, seats: [null], licences: [null], rights: [null, null] });
  });
});

describe("licences and joiners", () => {
  test("a joiner without a free licence: the price is shown, the pool raised on the first day", async () => {
    const today = at("2026-12-10T09:00:00Z");
    const second = { person: employees.mila, product: product.id, change: "add" };
    const licence = await asOf(today, () => ask(fin, "licence", second));
    await asOf(today, () => approve(world.petra, licence));
    await tickAll(licence);
    await asOf(today, () => completeChange(world.daan, { id: licence, from: "new" }));
    expect(assignedOn(await roster(), product.id, day("2026-12-10"))).toBe(2);

    const typed = { name: "Sara Vos", startsOn: "2026-12-14", seatType: types.seat, products: product.id };
    const id = await asOf(today, () => ask(fin, "joiner", typed));
    const panel = await getChangePanel(world.petra, { clientId: world.jansen, id });
    expect(panel?.quote).toMatchObject({ monthlyMinor: product.priceMinor, thisMonthMinor: 1254 });
    await asOf(today, () => approve(world.petra, id));
    await tickAll(id);
    expect(await asOf(today, () => completeChange(world.daan, { id, from: "new" }))).toMatchObject({
      value: { state: "scheduled" },
    });
    expect((await roster()).employee.map(({ name }) => name)).not.toContain("Sara Vos");
    const first = at("2026-12-13T23:00:00Z");
    for (let run = 0; run < 2; run++)
      await asOf(first, () => runEffect({ clientId: world.jansen, requestId: id }));
    const now = await roster();
    expect(now.employee.find(({ name }) => name === "Sara Vos")).toMatchObject({ joinedOn: "2026-12-14" });
    expect(boughtOn(now, product.id, day("2026-12-14"))).toBe(3);
    expect(assignedOn(now, product.id, day("2026-12-14"))).toBe(3);

    const later = at("2026-12-16T09:00:00Z");
    const undo = { id: randomUUID(), of: id };
    expect(await asOf(later, () => askReversal(fin, undo))).toMatchObject({ ok: true });
    await asOf(later, () => approve(world.petra, undo.id));
    await tickAll(undo.id);
    expect(await asOf(later, () => completeChange(world.daan, { id: undo.id, from: "new" }))).toMatchObject({
      ok: true,
    });
    const then = await roster();
    const sara = then.employee.find(({ name }) => name === "Sara Vos");
    expect(sara).toMatchObject({ joinedOn: "2026-12-14", leftOn: "2026-12-15" });
    const holding = then.holding.find(({ employeeId }) => employeeId === sara?.id);
    expect(holding).toMatchObject({ endsOn: "2026-12-15" });
    expect(then.seat.find((seat) => seat.id === holding?.seatId)).toMatchObject({ endsOn: "2026-12-15" });
    expect(assignedOn(then, product.id, day("2026-12-16"))).toBe(2);
    expect(await asOf(later, () => askReversal(fin, { id: randomUUID(), of: undo.id }))).toMatchObject({
      refusal: "not-undone",
    });
  });
});

describe("approvals that wait", () => {
  test("a plain request is no standard change, whatever id a form names", async () => {
    const plain = await createRequest(world.petra, {
      id: randomUUID(),
      clientId: world.jansen,
      title: "Printer",
      description: "",
    });
    const [done] = await asSystem(
      (tx) =>
        tx.$queryRaw<{ id: string }[]>`
          select request_id::text as id from change_request where effect_state = 'done' and reverses_id is null limit 1`,
    );
    expect(await statusOf(() => askReversal(world.petra, { id: plain.id, of: done?.id ?? "" }))).toBe(404);
    const attached = asSystem(
      (tx) => tx.$executeRaw`
        insert into change_request (client_id, request_id, item_id, version, answers, shown, quote, effect_state, asked_at)
        select client_id, ${plain.id}::uuid, item_id, version, answers, shown, quote, 'pending', asked_at
        from change_request where request_id = ${done?.id ?? ""}::uuid`,
    );
    await expect(attached).rejects.toThrow("is no standard change");
    await expect(
      asSystem((tx) => tx.$executeRaw`update request set kind = 'change' where id = ${plain.id}::uuid`),
    ).rejects.toThrow("stays");
  });

  test("a role that was taken away approves nothing, and no list shows what it would have", async () => {
    const id = await asOf(at("2026-12-17T09:00:00Z"), () =>
      ask(fin, "mailbox", { kind: "list", address: "role@jansen.example", members: "Tom" }),
    );
    const setRole = (role: string) =>
      asSystem((tx) => tx.membership.updateMany({ where: { userId: world.petra.userId }, data: { role } }));
    const waiting = () =>
      asOf(at("2026-12-17T10:00:00Z"), () =>
        asSystem((tx) => listWaitingFor(tx, world.petra.clientId, world.petra.userId, day("2026-12-17"))),
      );
    expect((await waiting()).map((one) => one.id)).toContain(id);
    await setRole("employee");
    // Her session says manager still, until its next request.
    expect(await approve(world.petra, id)).toMatchObject({ ok: false, refusal: "not-yours" });
    expect((await waiting()).map((one) => one.id)).not.toContain(id);
    await setRole("manager");
    expect(await approve(world.petra, id)).toMatchObject({ ok: true });
  });

  test("approvers are reminded after two working days; after ten it ends unapproved; who asked is told the day before and then", async () => {
    const id = await asOf(at("2026-11-02T09:00:00Z"), () =>
      ask(fin, "mailbox", { kind: "list", address: "info@jansen.example", members: "Tom" }),
    );
    await asOf(at("2026-11-03T06:40:00Z"), chaseApprovals);
    expect(await lettersOf(`change-approval:${id}`)).toHaveLength(1);
    await asOf(at("2026-11-04T06:40:00Z"), chaseApprovals);
    expect(await lettersOf(`change-approval:${id}`)).toHaveLength(2);
    for (const time of ["2026-11-12T06:40:00Z", "2026-11-13T06:40:00Z", "2026-11-15T06:40:00Z"])
      await asOf(at(time), chaseApprovals);
    expect(await lettersOf(`change-expiring:${id}`)).toMatchObject([
      { recipient: fin.email, props: { expiresOn: "2026-11-16", approvers: ["Petra Jansen"] } },
    ]);
    expect(await lettersOf(`change-refused:${id}`)).toEqual([]);
    await asOf(at("2026-11-16T06:40:00Z"), chaseApprovals);
    expect(await lettersOf(`change-refused:${id}`)).toHaveLength(1);
    expect(await approve(world.petra, id)).toMatchObject({ ok: false, refusal: "no-such-step" });
  });

  test("the days are the MSP's own, and public holidays are none of them", async () => {
    await asSystem(
      (tx) => tx.$executeRaw`
        insert into sla_holiday (calendar_id, "on", name) select id, d::date, 'Vrij' from sla_calendar
        cross join unnest(array['2026-11-03', '2026-11-04']) d where is_default`,
    );
    await setApprovalDays(world.iris, { remindDays: 1, expireDays: 2 });
    const id = await asOf(at("2026-11-02T09:00:00Z"), () =>
      ask(fin, "mailbox", { kind: "list", address: "vrij@jansen.example", members: "Tom" }),
    );
    const letters = async () => ({
      asked: (await lettersOf(`change-approval:${id}`)).length,
      warned: (await lettersOf(`change-expiring:${id}`)).length,
      ended: (await lettersOf(`change-refused:${id}`)).length,
    });
    await asOf(at("2026-11-04T06:40:00Z"), chaseApprovals);
    expect(await letters()).toEqual({ asked: 1, warned: 0, ended: 0 });
    await asOf(at("2026-11-05T06:40:00Z"), chaseApprovals);
    expect(await letters()).toEqual({ asked: 2, warned: 1, ended: 0 });
    await asOf(at("2026-11-06T06:40:00Z"), chaseApprovals);
    expect(await letters()).toEqual({ asked: 2, warned: 1, ended: 1 });
  });
});
