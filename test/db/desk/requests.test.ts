import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { assignRequest } from "#app/requests/assign-request.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { moveRequest } from "#app/requests/move-request.server.ts";
import { getRequestList } from "#app/requests/request-list.server.ts";
import { getRequestPage, getStaffRequestPage } from "#app/desk/request-page.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { renderLetter } from "#emails/index.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const ask = (scope: Scope, title: string, clientId = "") =>
  createRequest(scope, { id: randomUUID(), clientId, title, description: "Sinds vanochtend." });
const lettersOf = (key: string) =>
  asSystem((tx) => tx.letter.findMany({ where: { key: { startsWith: key } } }));
const everything = { filter: "open", search: "", page: 1 } as const;

describe("asking", () => {
  test("the same form twice, one after the other or at once, is one request with one number and one letter", async () => {
    const first = await ask(world.petra, "Eerste");
    const form = { id: randomUUID(), clientId: "", title: "Printer", description: "" };
    const sent = await Promise.all(Array.from({ length: 8 }, () => createRequest(world.petra, form)));
    expect(sent.filter((one) => one.isNew)).toHaveLength(1);
    expect(new Set(sent.map((one) => one.number))).toEqual(new Set([first.number + 1]));
    expect((await ask(world.petra, "Volgende")).number).toBe(first.number + 2);
    expect(await lettersOf(`request-received:${form.id}`)).toHaveLength(1);
  });

  test("the letter goes to the MSP and says what is asked; what staff write down sends none", async () => {
    const { id, number } = await ask(world.tom, "Toegang tot de map Recepten");
    const [letter] = await lettersOf(`request-received:${id}`);
    expect(letter).toMatchObject({ recipient: "info@helder-it.example", clientId: world.jansen });
    const rendered = await renderLetter("request-received", letter?.props);
    expect(rendered.subject).toBe(`#${number} Toegang tot de map Recepten (Bakkerij Jansen)`);
    expect(rendered.text).toContain("Sinds vanochtend.");
    const own = await ask(world.daan, "Back-up nakijken", world.jansen);
    expect(await lettersOf(`request-received:${own.id}`)).toHaveLength(0);
  });

  test("a client's person asks for their own client, whatever the form says; a client that is not there is a 404", async () => {
    const made = await createRequest(world.petra, {
      id: randomUUID(),
      clientId: world.vogel,
      title: "Van ons",
      description: "",
    });
    expect((await getRequestPage(world.petra, made.id)).request.clientId).toBe(world.jansen);
    expect(await statusOf(() => ask(world.daan, "Niemand", randomUUID()))).toBe(404);
  });
});

describe("who sees what", () => {
  test("employees see their own requests, managers all of their client's, others none", async () => {
    const mine = await ask(world.tom, "Van Tom");
    const hers = await ask(world.petra, "Van Petra");
    const titles = async (scope: Scope) =>
      (await getRequestList(scope, everything)).rows.map((row) => row.title);
    expect(await titles(world.tom)).toContain("Van Tom");
    expect(await titles(world.tom)).not.toContain("Van Petra");
    expect(await titles(world.petra)).toEqual(expect.arrayContaining(["Van Tom", "Van Petra"]));
    expect(await titles(world.eva)).toEqual([]);
    expect(await titles(world.fien)).toEqual(expect.arrayContaining(["Van Tom", "Van Petra"]));
    expect((await getRequestPage(world.tom, mine.id)).request.title).toBe("Van Tom");
    for (const [scope, id] of [
      [world.tom, hers.id],
      [world.eva, mine.id],
      [world.eva, randomUUID()],
    ] as const) {
      expect(await statusOf(() => getRequestPage(scope, id))).toBe(404);
      expect(await statusOf(() => moveRequest(scope, { id, from: "new", to: "done" }))).toBe(404);
    }
    expect(await statusOf(() => getStaffRequestPage(world.daan, randomUUID()))).toBe(404);
  });

  test("requests come in the order asked for, names as people order them", async () => {
    for (const title of ["Ärger mit Ton", "zoom", "Anders"]) await ask(world.eva, title);
    const titles = async (down: boolean) => {
      const list = await getRequestList(world.eva, { ...everything, sort: { by: "title", down } });
      return list.rows.map((row) => row.title);
    };
    expect(await titles(false)).toEqual(["Anders", "Ärger mit Ton", "zoom"]);
    expect(await titles(true)).toEqual(["zoom", "Ärger mit Ton", "Anders"]);
    for (const by of ["from", "created", "assignee", "state"])
      expect(
        (await getRequestList(world.eva, { ...everything, sort: { by, down: true } })).rows,
      ).toHaveLength(3);
  });

  test("an employee's counts and search leave others' requests out too", async () => {
    await ask(world.petra, "Geheim contract");
    expect((await getRequestList(world.tom, { ...everything, search: "Geheim" })).counts.open).toBe(0);
    expect((await getRequestList(world.petra, { ...everything, search: "geheim" })).counts.open).toBe(1);
    expect((await getRequestList(world.petra, { ...everything, search: "%" })).counts.open).toBe(0);
  });

  test("internal notes reach staff alone", async () => {
    const types = await buildWorkTypes();
    await buildLot(world.jansen);
    const { id } = await ask(world.petra, "Kassa traag");
    await buildTimeEntry(world.daan, {
      clientId: world.jansen,
      requestId: id,
      workTypeId: types.remote,
      workedMinutes: 3,
      note: "Opgeruimd",
      internalNote: "KANARIE-INTERN",
    });
    const staffPage = await getStaffRequestPage(world.daan, id);
    expect(staffPage.entries).toMatchObject([
      { note: "Opgeruimd", internalNote: "KANARIE-INTERN", workedMinutes: 3, billableMinutes: 15 },
    ]);
    expect(JSON.stringify(await getRequestPage(world.petra, id))).not.toContain("KANARIE");
  });
});

describe("moving along", () => {
  test("who starts a request that nobody has takes it; finishing writes to who asked, once a time it is done", async () => {
    const { id } = await ask(world.tom, "Wachtwoord");
    expect(await moveRequest(world.daan, { id, from: "new", to: "in_progress" })).toMatchObject({ ok: true });
    expect((await getStaffRequestPage(world.daan, id)).request).toMatchObject({
      state: "in_progress",
      assigneeName: "Daan Visser",
      closedAt: null,
    });
    expect(await moveRequest(world.iris, { id, from: "in_progress", to: "done" })).toMatchObject({
      ok: true,
    });
    const done = await getRequestPage(world.tom, id);
    expect(done.request).toMatchObject({ state: "done", assigneeName: "Daan Visser" });
    expect(done.request.closedAt).toBeInstanceOf(Date);
    const [letter] = await lettersOf(`request-done:${id}`);
    expect(letter?.recipient).toBe(world.tom.email);
    expect((await renderLetter("request-done", letter?.props)).text).toContain(`/requests/${id}`);
    expect(await moveRequest(world.tom, { id, from: "done", to: "new" })).toMatchObject({ ok: true });
    expect((await getRequestPage(world.tom, id)).request).toMatchObject({ state: "new", closedAt: null });
    await moveRequest(world.daan, { id, from: "new", to: "done" });
    expect(await lettersOf(`request-done:${id}`)).toHaveLength(2);
  });

  test("nobody is written to who lost access", async () => {
    const { id } = await ask(world.eva, "Drucker");
    await asSystem((tx) =>
      tx.membership.updateMany({ where: { userId: world.eva.userId }, data: { endedAt: now() } }),
    );
    await moveRequest(world.daan, { id, from: "new", to: "done" });
    expect(await lettersOf(`request-done:${id}`)).toHaveLength(0);
    await asSystem((tx) =>
      tx.membership.updateMany({ where: { userId: world.eva.userId }, data: { endedAt: null } }),
    );
  });

  test("of two tabs one wins; the other is told how it stands", async () => {
    const { id } = await ask(world.petra, "Twee tabbladen");
    const answers = await Promise.all(
      [world.daan, world.iris, world.noor].map((scope) =>
        moveRequest(scope, { id, from: "new", to: "in_progress" }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const { assigneeName } = (await getStaffRequestPage(world.daan, id)).request;
    for (const late of answers.filter((answer) => !answer.ok))
      expect(late).toEqual({
        ok: false,
        refusal: "changed-meanwhile",
        now: { state: "in_progress", assigneeName },
      });
    const rows = await asSystem((tx) =>
      tx.auditEvent.findMany({
        where: {
          action: "request.moved",
          clientId: world.jansen,
          detail: { path: ["to"], equals: "in_progress" },
        },
        orderBy: { seq: "desc" },
        take: 1,
      }),
    );
    expect(rows[0]?.actor).toBe(assigneeName);
  });

  test("steps that don't exist are refused, for staff and for clients", async () => {
    const { id } = await ask(world.petra, "Stappen");
    expect(await moveRequest(world.petra, { id, from: "new", to: "done" })).toMatchObject({
      ok: false,
      refusal: "no-such-step",
    });
    await moveRequest(world.daan, { id, from: "new", to: "done" });
    expect(await moveRequest(world.daan, { id, from: "done", to: "waiting" })).toMatchObject({
      ok: false,
      refusal: "no-such-step",
    });
  });

  test("of two assignments one wins; only colleagues can be given a request", async () => {
    const { id } = await ask(world.petra, "Voor wie");
    const answers = await Promise.all(
      [world.daan, world.iris].map((scope) => assignRequest(scope, { id, from: null, to: scope.userId })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const { assigneeId } = (await getStaffRequestPage(world.noor, id)).request;
    expect(await assignRequest(world.noor, { id, from: assigneeId, to: world.petra.userId })).toMatchObject({
      ok: false,
      refusal: "not-staff",
    });
    expect(await assignRequest(world.noor, { id, from: assigneeId, to: null })).toMatchObject({ ok: true });
    expect((await getStaffRequestPage(world.noor, id)).request.assigneeId).toBeNull();
  });

  test("every change has its audit row in the client's chain, and the chain proves itself", async () => {
    const actions = await asSystem((tx) =>
      tx.auditEvent.findMany({ where: { clientId: world.jansen }, select: { action: true } }),
    );
    expect(actions.map((row) => row.action)).toEqual(
      expect.arrayContaining(["request.created", "request.moved", "request.assigned"]),
    );
    expect(await asSystem((tx) => tx.$queryRaw`select * from audit_defects`)).toEqual([]);
  });
});
