import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { actOnRequest, actOnRequests, mergeRequests, undoAct } from "#app/desk/act-on-request.server.ts";
import { getQueuePage } from "#app/desk/queue-page.server.ts";
import { getRequestPage, getStaffRequestPage } from "#app/desk/request-page.server.ts";
import { readQueueFilter } from "#app/desk/queue-filter.ts";
import {
  discardTimer,
  endBookedTimer,
  entryIdOf,
  findTimerForm,
  startTimer,
} from "#app/desk/run-timer.server.ts";
import { refreshClocksInside } from "#app/desk/sla/refresh-clocks.server.ts";
import { warnClock } from "#app/desk/sla/warn-clock.server.ts";
import type { ClientScope, Scope, StaffScope } from "#app/identity/scope.ts";
import { getOwnStanding } from "#app/office/todo.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { addComment } from "#app/requests/add-comment.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { listNotes, listWritten, type Written } from "#app/requests/store/conversation.server.ts";
import { countRequestsTodo, listRequestsTodo } from "#app/requests/store/todo.server.ts";
import { action } from "#app/routes/staff/requests.tsx";
import { renderLetter } from "#emails/index.ts";
import { buildWorld, requestOf, staff, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
  await promise(world.jansen, { responseMinutes: 60, resolutionMinutes: 240 });
});

/** A contract since long, that promises these times for normal requests, and a quarter of them for critical ones. */
async function promise(
  clientId: string,
  { responseMinutes, resolutionMinutes }: { responseMinutes: number; resolutionMinutes: number },
): Promise<void> {
  await asSystem(async (tx) => {
    const contract = { clientId, id: randomUUID() };
    const versionId = randomUUID();
    const startsOn = new Date("2020-01-01");
    await tx.contract.create({
      data: { ...contract, name: "Beheer", kind: "managed", currency: "EUR", startsOn, createdAt: startsOn },
    });
    await tx.contractVersion.create({
      data: { clientId, id: versionId, contractId: contract.id, effectiveOn: startsOn, madeAt: startsOn },
    });
    await tx.contractSla.createMany({
      data: [
        { clientId, versionId, priority: "normal", responseMinutes, resolutionMinutes },
        {
          clientId,
          versionId,
          priority: "critical",
          responseMinutes: responseMinutes / 4,
          resolutionMinutes: resolutionMinutes / 4,
        },
      ],
    });
  });
}

const ask = async (scope: Scope, title = "Printer", clientId = world.jansen): Promise<string> => {
  const { id } = await createRequest(scope, { id: randomUUID(), clientId, title, description: "" });
  await asSystem((tx) => refreshClocksInside(tx, { clientId, requestId: id }));
  return id;
};
const write = (scope: Scope, requestId: string, body: string) =>
  addComment(scope, { id: randomUUID(), requestId, body });
const answer = (scope: StaffScope, id: string, body: string, then?: "waiting" | "done") =>
  actOnRequest(scope, id, { intent: "comment", id: randomUUID(), body, then });
const lettersOf = (key: string) =>
  asSystem((tx) => tx.letter.findMany({ where: { key: { startsWith: key } } }));
const queue = (scope: StaffScope, query = "") =>
  getQueuePage(scope, readQueueFilter(new URLSearchParams(query)), 1);
const at = (time: string) => new Date(`2026-11-18T${time}:00Z`);
const clockOf = async (scope: Scope, id: string, kind: "response" | "resolution") =>
  (await getRequestPage(scope, id)).clocks.find((clock) => clock.kind === kind);

describe("taking", () => {
  test("of twelve engineers who take one request at once, one gets it, and the others read with whom it is", async () => {
    const id = await ask(world.petra);
    const engineers = [world.daan, world.iris, world.noor, await staff("Sem Bos", "engineer")];
    const done = await Promise.all(
      [...engineers, ...engineers, ...engineers].map(async (who) => ({
        who,
        result: await actOnRequest(who, id, { intent: "take" }),
      })),
    );
    const winners = new Set(done.filter(({ result }) => result.ok).map(({ who }) => who.userId));
    expect(winners.size).toBe(1);
    const [winner] = winners;
    for (const { who, result } of done)
      if (who.userId !== winner)
        expect(result).toMatchObject({ ok: false, refusal: "taken", now: { state: "in_progress" } });
    expect((await getStaffRequestPage(world.daan, id)).request.assigneeId).toBe(winner);
  });

  test("several at once: each is done or left by itself, with its reason", async () => {
    const [mine, others, done] = [await ask(world.petra), await ask(world.petra), await ask(world.petra)];
    await actOnRequest(world.iris, others, { intent: "take" });
    await actOnRequest(world.daan, done, { intent: "move", from: "new", to: "done" });
    const result = await actOnRequests(world.daan, [mine, others, done, mine], { intent: "take" });
    expect(result.done).toHaveLength(1);
    expect(result.refused.map(({ refused }) => refused.refusal)).toEqual(["taken", "is-done"]);
  });
});

describe("the conversation", () => {
  test("the first public answer is the first response; the client's answer lets a waiting request go on; each sent twice is one", async () => {
    const id = await ask(world.tom);
    await actOnRequest(world.daan, id, { intent: "take" });
    await addNote(world.daan, { id: randomUUID(), requestId: id, body: "Eerst vragen" });
    const first = async () =>
      (await asSystem((tx) => tx.request.findFirst({ where: { id } })))?.firstResponseAt;
    expect(await first()).toBeNull();
    expect(await answer(world.daan, id, "Welke kassa is het?", "waiting")).toMatchObject({ ok: true });
    const responded = await first();
    expect(responded).toBeInstanceOf(Date);
    const comment = { id: randomUUID(), requestId: id, body: "Die vooraan" };
    await Promise.all([addComment(world.tom, comment), addComment(world.tom, comment)]);
    await answer(world.daan, id, "Dank je");
    const page = await getRequestPage(world.tom, id);
    expect(page.request.state).toBe("in_progress");
    expect(page.comments.map(({ body, byStaff }) => [body, byStaff])).toEqual([
      ["Welke kassa is het?", true],
      ["Die vooraan", false],
      ["Dank je", true],
    ]);
    expect(await first()).toEqual(responded);
  });

  test("of very many the newest stand on the page; the API's list goes through all", async () => {
    const id = await ask(world.tom);
    const key = { clientId: world.jansen, id };
    await asSystem(
      (tx) => tx.$executeRaw`
        insert into request_comment (client_id, id, request_id, author_id, by_staff, body, created_at)
        select ${world.jansen}::uuid, gen_random_uuid(), ${id}::uuid, ${world.daan.userId}::uuid, true, n::text,
          timestamptz '2026-11-01 09:00Z' + n * interval '1 second' from generate_series(1, 501) as n`,
    );
    await addNote(world.daan, { id: randomUUID(), requestId: id, body: "Intern" });
    const page = await getRequestPage(world.tom, id);
    expect([page.comments[0]?.body, page.comments.at(-1)?.body, page.hasOlder]).toEqual(["2", "501", true]);
    const bodies: string[] = [];
    let from: { after: string; id: string } | null = null;
    for (let rows = 300; rows === 300;) {
      const written: Written[] = await inScope(world.daan, (tx) => listWritten(tx, key, from, 300));
      bodies.push(...written.map(({ body }) => body));
      rows = written.length;
      const last = written.at(-1);
      from = last ? { after: last.place, id: last.id } : null;
    }
    expect(bodies).toEqual([...Array.from({ length: 501 }, (_, at) => String(at + 1)), "Intern"]);
  });

  test("letters go to the other side, and are one conversation in a mailbox", async () => {
    const id = await ask(world.tom);
    await actOnRequest(world.daan, id, { intent: "take" });
    await answer(world.daan, id, "Welke kassa is het?", "waiting");
    await write(world.tom, id, "Die vooraan");
    await answer(world.daan, id, "Het werkt weer", "done");
    const letters = await asSystem((tx) =>
      tx.letter.findMany({ where: { thread: `request.${id}` }, orderBy: { createdAt: "asc" } }),
    );
    expect(letters.map(({ template, recipient }) => [template, recipient])).toEqual([
      ["request-received", "info@helder-it.example"],
      ["request-comment", world.tom.email],
      ["request-comment", world.daan.email],
      ["request-comment", world.tom.email],
    ]);
    const [, asked, , finished] = letters;
    expect((await renderLetter("request-comment", asked?.props)).text).toContain("We wachten op je antwoord");
    expect((await renderLetter("request-comment", finished?.props)).text).toContain("hiermee klaar");
    expect(await write(world.tom, id, "Nog iets")).toMatchObject({ ok: false, refusal: "is-done" });
  });

  test("an internal note reaches no client: not by page, letter or row", async () => {
    const canary = "KANARIE-NOTITIE";
    const id = await ask(world.petra);
    await addNote(world.daan, { id: randomUUID(), requestId: id, body: canary });
    expect((await getStaffRequestPage(world.iris, id)).notes.map(({ body }) => body)).toEqual([canary]);
    await answer(world.daan, id, "Bezig");
    expect(JSON.stringify(await getRequestPage(world.petra, id))).not.toContain(canary);
    expect(
      JSON.stringify(await asSystem((tx) => tx.letter.findMany({ select: { props: true } }))),
    ).not.toContain(canary);
    const rows = await inScope(world.petra, async (tx) => [
      ...(await listNotes(tx, { clientId: world.jansen, id })),
      ...(await tx.requestNote.findMany()),
      ...(await tx.requestChange.findMany()),
    ]);
    expect(rows).toEqual([]);
  });

  test("others read and write nothing of it", async () => {
    const id = await ask(world.petra);
    for (const who of [world.tom, world.eva] satisfies ClientScope[])
      expect(await statusOf(() => write(who, id, "Van mij"))).toBe(404);
    expect((await getRequestPage(world.petra, id)).comments).toEqual([]);
  });
});

test("without a deadline the more urgent request comes first, then the older one; a client's answer marks its row until staff write", async () => {
  const [low, old, urgent] = [
    await ask(world.eva, "Ordnung niedrig", world.vogel),
    await ask(world.eva, "Ordnung alt", world.vogel),
    await ask(world.eva, "Ordnung dringend", world.vogel),
  ];
  await actOnRequest(world.daan, low, { intent: "priority", to: "low" });
  await actOnRequest(world.daan, urgent, { intent: "priority", to: "critical" });
  const rows = async () => (await queue(world.daan, "q=Ordnung")).rows;
  expect((await rows()).map(({ id }) => id)).toEqual([urgent, old, low]);
  await actOnRequest(world.daan, urgent, { intent: "take" });
  const waits = async () => [
    (await rows())[0]?.isAnswered,
    (await inScope(world.daan, (tx) => listRequestsTodo(tx, world.daan, 50)))
      .filter(({ kind }) => kind === "answered")
      .map(({ id }) => id),
    (await inScope(world.daan, (tx) => countRequestsTodo(tx, world.daan))).answered,
  ];
  expect(await waits()).toEqual([false, [], 0]);
  await write(world.eva, urgent, "Gern");
  expect(await waits()).toEqual([true, [urgent], 1]);
  await answer(world.daan, urgent, "Danke");
  expect(await waits()).toEqual([false, [], 0]);
});

test("the search finds who asked, what was written and noted; heads sort, and client, requester and kind narrow", async () => {
  const [first, second] = [
    await ask(world.eva, "Suche eins", world.vogel),
    await ask(world.petra, "Suche zwei"),
  ];
  await write(world.eva, first, "Der Plotter klemmt");
  await addNote(world.daan, { id: randomUUID(), requestId: second, body: "Toner bestellt" });
  await actOnRequest(world.daan, second, { intent: "priority", to: "critical" });
  const ids = async (query: string) => (await queue(world.daan, query)).rows.map(({ id }) => id);
  expect(await ids("q=plotter")).toEqual([first]);
  expect(await ids("q=toner bestellt")).toEqual([second]);
  expect(await ids("q=eva vogel")).toContain(first);
  expect(await ids("q=suche&sort=priority")).toEqual([second, first]);
  expect(await ids("q=suche&sort=-priority")).toEqual([first, second]);
  expect(await ids(`q=suche&client=${world.vogel}`)).toEqual([first]);
  expect(await ids(`q=suche&requester=${world.petra.userId}`)).toEqual([second]);
  expect(await ids("q=suche&what=change")).toEqual([]);
  expect(await ids(`q=suche&what=${randomUUID()}`)).toEqual([]);
  expect((await queue(world.daan, `client=${world.vogel}`)).requesters).toEqual([
    { id: world.eva.userId, name: "Eva Vogel" },
  ]);
});

const mergeOne = async (who: StaffScope, id: string, into: string, words = "") =>
  (await mergeRequests(who, [id], { into, words })).refused[0]?.refused ?? { ok: true };

test("a colleague to whom a request is handed over is told and has it in To do until something is done with it", async () => {
  const id = await ask(world.petra, "Overdracht");
  const give = (from: string | null, to: string | null) =>
    actOnRequest(world.daan, id, {
      intent: "assign",
      from,
      to,
      note: { id: randomUUID(), body: "Graag vandaag nog" },
    });
  const handed = async () =>
    (await inScope(world.iris, (tx) => listRequestsTodo(tx, world.iris, 50)))
      .filter(({ kind }) => kind === "assigned")
      .map((one) => one.id);
  await give(null, world.daan.userId);
  expect(await lettersOf(`request-assigned:${id}`)).toEqual([]);
  const given = await give(world.daan.userId, world.iris.userId);
  const [letter] = await lettersOf(`request-assigned:${id}`);
  expect(letter?.recipient).toBe(world.iris.email);
  const { text } = await renderLetter("request-assigned", letter?.props);
  for (const words of ["Daan Visser", "Graag vandaag nog", "Bakkerij Jansen"]) expect(text).toContain(words);
  const notes = (await getStaffRequestPage(world.iris, id)).notes.map(({ body }) => body);
  expect(notes).toEqual(["Graag vandaag nog", "Graag vandaag nog"]);
  expect(await handed()).toEqual([id]);
  await undoAct(world.daan, (given.ok && given.undo) || "");
  expect([await handed(), (await lettersOf(`request-assigned:${id}`))[0]?.withdrawnAt]).toEqual([
    [],
    expect.any(Date),
  ]);
  await give(world.daan.userId, world.iris.userId);
  expect(await handed()).toEqual([id]);
  await actOnRequest(world.iris, id, { intent: "take" });
  expect((await inScope(world.iris, (tx) => countRequestsTodo(tx, world.iris))).assigned).toBe(0);
});

test("who asked is told that a request waits for them, unless that came with a message or was undone", async () => {
  const wait = { intent: "move", from: "new", to: "waiting" } as const;
  const [told, undone, answered] = [await ask(world.tom), await ask(world.tom), await ask(world.tom)];
  await actOnRequest(world.daan, told, wait);
  const done = await actOnRequest(world.daan, undone, wait);
  await undoAct(world.daan, (done.ok && done.undo) || "");
  await answer(world.daan, answered, "Welke kassa?", "waiting");
  const sent = await Promise.all(
    [told, undone, answered].map(async (id) =>
      (await lettersOf(`request-waiting:${id}`)).filter(({ withdrawnAt }) => withdrawnAt === null),
    ),
  );
  expect(sent.map(({ length }) => length)).toEqual([1, 0, 0]);
  expect(sent[0]?.[0]?.recipient).toBe(world.tom.email);
});

describe("resting and merging", () => {
  test("a request at rest is not in the queue until its hour, or until the client writes", async () => {
    const id = await ask(world.petra, "Rust");
    const titles = async (query: string) => (await queue(world.daan, query)).rows.map(({ title }) => title);
    await actOnRequest(world.daan, id, { intent: "snooze", until: "tomorrow" });
    expect(await titles("q=Rust")).toEqual([]);
    expect(await titles("q=Rust&show=resting")).toEqual(["Rust"]);
    const unassigned = await inScope(world.daan, (tx) => listRequestsTodo(tx, world.daan, 500));
    expect(unassigned.map((item) => item.id)).not.toContain(id);
    await write(world.petra, id, "Hoe staat het?");
    expect(await titles("q=Rust")).toEqual(["Rust"]);
  });

  test("what went into another is done, is written on there, and takes nothing in itself", async () => {
    const [from, into, third, other] = [
      await ask(world.tom, "Dubbel"),
      await ask(world.petra),
      await ask(world.petra),
      await ask(world.eva, "Drucker", world.vogel),
    ];
    const merge = (id: string, to: string) => mergeOne(world.daan, id, to, id === from ? "Eén storing" : "");
    expect(await merge(from, other)).toMatchObject({ ok: false, refusal: "other-client" });
    expect(await merge(from, from)).toEqual({ ok: true });
    expect(await merge(from, into)).toMatchObject({ ok: true });
    expect(await merge(third, from)).toMatchObject({ ok: false, refusal: "merged" });
    expect(await write(world.tom, from, "Ook bij mij")).toMatchObject({ ok: true });
    const page = await getStaffRequestPage(world.daan, into);
    expect(page.comments.map(({ body }) => body)).toEqual(["Eén storing", "Ook bij mij"]);
    const [told, ...more] = await lettersOf(`request-merged:${from}`);
    expect([told?.recipient, more]).toEqual([world.tom.email, []]);
    const { text } = await renderLetter("request-news", told?.props);
    expect(text).toContain("Eén storing");
    expect(text).toContain(`#${page.request.number}`);
    expect(page.mergedHere).toMatchObject([{ id: from, title: "Dubbel" }]);
    const merged = await getRequestPage(world.tom, from);
    expect(merged.request).toMatchObject({
      state: "done",
      merged: { id: null, number: page.request.number },
    });
    expect(merged.clocks).toEqual([]);
    expect(await merge(into, third)).toMatchObject({ ok: true });
    expect(await write(world.tom, from, "Nog steeds")).toMatchObject({ ok: true });
    const last = await getStaffRequestPage(world.daan, third);
    expect(last.comments.map(({ body }) => body)).toEqual(["Eén storing", "Ook bij mij", "Nog steeds"]);
    expect(last.mergedHere.map(({ id }) => id)).toEqual([from, into]);
  });

  test("of two sessions that merge, rest or close the same at once, each thing happens once, and the other reads how it stands", async () => {
    const [a, b, c] = [await ask(world.petra), await ask(world.petra), await ask(world.petra)];
    const merge = mergeOne;
    const crossed = await Promise.all([merge(world.daan, a, b), merge(world.iris, b, a)]);
    expect(crossed.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(crossed.find(({ ok }) => !ok)).toMatchObject({ refusal: "merged" });
    const [gone, left] = crossed[0].ok ? [a, b] : [b, a];
    expect(await merge(world.noor, gone, c)).toMatchObject({ refusal: "merged" });
    const rest = await Promise.all(
      (["tomorrow", "monday"] as const).map((until) =>
        actOnRequest(world.daan, left, { intent: "snooze", until }),
      ),
    );
    expect(rest.map(({ ok }) => ok)).toEqual([true, true]);
    // As a browser without scripts sends it.
    const body = { intent: "bulk", act: "finish", assignTo: "", priority: "normal" };
    const closed = await Promise.all(
      [world.daan, world.iris].map(async (who) => {
        const form = new URLSearchParams(body);
        for (const id of [left, c]) form.append("id", id);
        const sent = await requestOf(who, "/staff/requests", body);
        const request = new Request(sent.url, {
          method: "POST",
          headers: { cookie: sent.headers.get("cookie") ?? "" },
          body: form,
        });
        return statusOf(() => action({ request, params: {}, context: {} }));
      }),
    );
    expect(closed.sort().at(-1)).toBe(409);
    for (const id of [left, c]) {
      expect((await getStaffRequestPage(world.daan, id)).request.state).toBe("done");
      expect(await lettersOf(`request-done:${id}:`)).toHaveLength(1);
    }
    expect(
      (await actOnRequests(world.daan, [left], { intent: "snooze", until: "tomorrow" })).refused,
    ).toHaveLength(1);
  });
});

describe("the clocks", () => {
  test("run in business hours, stand still while waiting, go on with the client's answer, and say the same to both sides", async () => {
    // 10:00 in Amsterdam, with an hour to answer and four to solve it; the calendar is open from 9 to 17
    const id = await asOf(at("09:00"), () => ask(world.petra));
    expect(await clockOf(world.petra, id, "resolution")).toMatchObject({ dueAt: at("13:00"), metAt: null });
    await asOf(at("09:10"), () => actOnRequest(world.daan, id, { intent: "take" }));
    await asOf(at("09:30"), () => answer(world.daan, id, "Welke?", "waiting"));
    await asOf(at("09:30"), async () => {
      expect(await clockOf(world.petra, id, "response")).toMatchObject({ state: "kept", metAt: at("09:30") });
      expect(await clockOf(world.daan, id, "resolution")).toMatchObject({
        state: "paused",
        dueAt: null,
        leftMinutes: 210,
      });
    });
    // answered at 16:00: one hour today, the rest the next morning
    await asOf(at("15:00"), () => write(world.petra, id, "De voorste"));
    await asSystem((tx) => refreshClocksInside(tx, { clientId: world.jansen, requestId: id }));
    const dueAt = new Date("2026-11-19T10:30:00Z");
    expect(await clockOf(world.petra, id, "resolution")).toMatchObject({ dueAt });
    expect(await clockOf(world.daan, id, "resolution")).toEqual(await clockOf(world.petra, id, "resolution"));
    await asOf(new Date("2026-11-19T10:31:00Z"), () =>
      actOnRequest(world.daan, id, { intent: "move", from: "in_progress", to: "done" }),
    );
    expect(await clockOf(world.petra, id, "resolution")).toMatchObject({ state: "broken", dueAt });
  });

  test("another priority measures from the same start; the queue goes by the time that is left", async () => {
    const [first, second] = await asOf(at("09:00"), async () => [
      await ask(world.petra, "Volgorde een"),
      await ask(world.petra, "Volgorde twee"),
    ]);
    await asOf(at("09:10"), () =>
      actOnRequest(world.daan, second ?? "", { intent: "priority", to: "critical" }),
    );
    expect(await clockOf(world.petra, second ?? "", "resolution")).toMatchObject({ dueAt: at("10:00") });
    expect(await clockOf(world.petra, first ?? "", "resolution")).toMatchObject({ dueAt: at("13:00") });
    const { rows } = await queue(world.daan, "q=Volgorde");
    expect(rows.map(({ title, dueAt }) => [title, dueAt])).toEqual([
      ["Volgorde twee", at("09:15")],
      ["Volgorde een", at("10:00")],
    ]);
  });

  test("warn once before the end, whoever works on it; not while they stand still", async () => {
    const id = await asOf(at("09:00"), () => ask(world.petra));
    const key = { clientId: world.jansen, requestId: id };
    await asOf(at("11:59"), () => warnClock(key, "resolution"));
    expect(await lettersOf(`sla-warning:${id}`)).toHaveLength(0);
    await asOf(at("12:00"), () => warnClock(key, "resolution"));
    await asOf(at("12:30"), () => warnClock(key, "resolution"));
    const [letter, ...more] = await lettersOf(`sla-warning:${id}`);
    expect(more).toEqual([]);
    expect((await renderLetter("sla-warning", letter?.props)).text).toContain("18 nov 2026, 14:00");
  });

  test("one that is late is in To do of who has it, and of the owner until somebody does something", async () => {
    const id = await asOf(at("09:00"), () => ask(world.petra, "Te laat"));
    await asOf(at("09:05"), () => actOnRequest(world.daan, id, { intent: "take" }));
    const late = (who: StaffScope, time: string) =>
      asOf(at(time), () =>
        inScope(who, async (tx) =>
          (await listRequestsTodo(tx, who, 500)).filter(({ kind }) => kind === "late"),
        ),
      ).then((items) => items.some((item) => item.id === id));
    expect([await late(world.daan, "09:59"), await late(world.noor, "09:59")]).toEqual([false, false]);
    expect([await late(world.daan, "10:01"), await late(world.noor, "10:01")]).toEqual([true, true]);
    expect(await late(world.iris, "10:01")).toBe(false);
    await asOf(at("10:02"), () => actOnRequest(world.daan, id, { intent: "priority", to: "critical" }));
    expect([await late(world.daan, "10:03"), await late(world.noor, "10:03")]).toEqual([true, false]);
  });

  test("a client whose contract promises nothing has none", async () => {
    const id = await ask(world.eva, "Drucker", world.vogel);
    expect((await getRequestPage(world.eva, id)).clocks).toEqual([]);
  });
});

test("a timer runs on one request at a time, until its time is booked or discarded", async () => {
  const [first, second] = [await ask(world.petra), await ask(world.petra)];
  await asOf(at("09:00"), () => startTimer(world.daan, first));
  expect(await startTimer(world.daan, first)).toEqual({ ok: true });
  expect(await startTimer(world.daan, second)).toMatchObject({ ok: false, refusal: "runs-elsewhere" });
  expect(await findTimerForm(world.daan, second)).toBeNull();
  const form = await asOf(at("09:25"), () => findTimerForm(world.daan, first));
  const timer = String(at("09:00").getTime());
  expect(form).toBe(`/staff/time/new?request=${first}&on=2026-11-18&start=10%3A00&minutes=25&timer=${timer}`);
  for (const other of [null, "x", String(at("08:00").getTime())]) await endBookedTimer(world.daan, other);
  expect((await getOwnStanding(world.daan)).timer).toMatchObject({ requestId: first });
  // The form in two tabs is one entry; another person's, and one without a timer, are others.
  expect(entryIdOf(world.daan, timer)).toBe(entryIdOf(world.daan, timer));
  const ids = [world.daan, world.iris].flatMap((who) => [timer, null, "x"].map((one) => entryIdOf(who, one)));
  expect(new Set(ids).size).toBe(6);
  await endBookedTimer(world.daan, timer);
  expect((await getOwnStanding(world.daan)).timer).toBeNull();
  await startTimer(world.daan, second);
  await discardTimer(world.daan, second);
  expect((await getOwnStanding(world.daan)).timer).toBeNull();
});
