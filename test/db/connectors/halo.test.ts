import { randomUUID } from "node:crypto";

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import {
  mapClient,
  refreshLists,
  setAccess,
  setChoices,
  switchOff,
  switchOn,
  takeHint,
  tryAgain,
} from "#app/connectors/halo/connect.server.ts";
import { mapAgent } from "#app/connectors/halo/map-agent.server.ts";
import { getHaloPage } from "#app/connectors/halo/halo-page.server.ts";
import { pollHalo } from "#app/connectors/halo/poll.server.ts";
import { contentOf } from "#app/connectors/halo/take-actions.server.ts";
import {
  findConnection,
  findOurRequest,
  listOurTime,
  listWaiting,
} from "#app/connectors/halo/store.server.ts";
import { syncRequest } from "#app/connectors/halo/sync-request.server.ts";
import { meaningOf, minutesOf, sharedStateOf } from "#app/connectors/rules/halo.ts";
import { actOnRequest } from "#app/desk/act-on-request.server.ts";
import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { lockTimeEntry } from "#app/hours/store/time-entry.server.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { addComment } from "#app/requests/add-comment.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { assignRequest } from "#app/requests/assign-request.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { requestStates, type RequestState } from "#app/requests/rules/request-state.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";
import { listComments, listNotes } from "#app/requests/store/conversation.server.ts";
import { approve, askChange, tickLines } from "#test/builders/change.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";
import { haloStatuses, startHalo, type Halo, type HaloFault } from "#test/emulator/halo/start-halo.ts";

let world: World;
let halo: Halo;
let remote: string;
const access = () => ({ url: halo.url, appId: "tegoed", secret: halo.secret, actsAs: world.noor.userId });
const page = () => getHaloPage(world.noor);

beforeAll(async () => {
  world = await buildWorld();
  ({ remote } = await buildWorkTypes());
  await buildLot(world.jansen, { minutes: 60_000 });
  const clients = [
    { id: 21, name: "Bakkerij Jansen", main_site_id: 210 },
    { id: 22, name: "Somebody else", main_site_id: 220 },
  ];
  // Halo's clock is three hours behind.
  halo = await startHalo(clients, new Date(now().getTime() - 10_800_000));
});
afterAll(() => halo.close());
beforeEach(() => halo.heal());

const choices = () => ({
  ...{ intent: "choices" as const, ticketTypeId: 3, agentId: 3, outcomeId: 30, workTypeId: remote },
  ...{ statusNew: 1, statusInProgress: 2, statusWaiting: 4, statusDone: 9, alsoWaiting: [5], alsoDone: [8] },
});

let ids = 0;
const ask = async (title: string): Promise<string> =>
  (await createRequest(world.tom, { id: randomUUID(), clientId: "", title, description: "" })).id;
const ticketOf = (requestId: string) => halo.tickets.find((one) => one.third_party_id_string === requestId);
const keyOf = (requestId: string) => ({ clientId: world.jansen, requestId });
const stateOf = async (requestId: string): Promise<RequestState> =>
  (await asSystem((tx) => findOurRequest(tx, keyOf(requestId))))?.state ?? "new";
/** Runs what waits until nothing does; hours later each round, so that nothing is put off. */
async function settle(): Promise<void> {
  halo.heal();
  for (let round = 1; round <= 2; round++)
    await asOf(new Date(now().getTime() + round * 7_200_000), async () => {
      await pollHalo();
      for (let turn = 0; turn < 5; turn++)
        for (const key of await asSystem(listWaiting)) await syncRequest(key);
    });
  expect(await asSystem(listWaiting)).toEqual([]);
}

test("an owner sets it up: a wrong secret is told, lists come from Halo, a client is proposed by its name", async () => {
  expect(await setAccess(world.noor, { ...access(), url: "http://10.0.0.1" })).toMatchObject({
    refusal: "not-public",
  });
  expect(await setAccess(world.noor, { ...access(), secret: null })).toMatchObject({
    refusal: "secret-needed",
  });
  expect(await setAccess(world.noor, { ...access(), actsAs: world.petra.userId })).toMatchObject({
    refusal: "not-staff",
  });
  expect((await setAccess(world.noor, { ...access(), secret: "wrong" })).ok).toBe(true);
  expect(await refreshLists(world.noor)).toBe(false);
  expect((await page()).connection).toMatchObject({ status: "secret-wrong", lists: null });
  expect((await setAccess(world.noor, access())).ok).toBe(true);
  expect(await refreshLists(world.noor)).toBe(true);
  expect(JSON.stringify(await page())).not.toContain(halo.secret);
  expect((await asSystem(findConnection))?.secret).not.toContain(halo.secret);
  expect(await switchOn(world.noor)).toMatchObject({ refusal: "not-chosen" });
  expect(await setChoices(world.noor, { ...choices(), statusDone: 2 })).toMatchObject({
    refusal: "status-twice",
  });
  expect(await setChoices(world.noor, { ...choices(), agentId: 99 })).toMatchObject({
    refusal: "not-in-list",
  });
  expect((await setChoices(world.noor, choices())).ok).toBe(true);
  const proposed = Object.fromEntries((await page()).clients.map(({ name, proposed: id }) => [name, id]));
  expect(proposed).toEqual({ "Bakkerij Jansen": 21, "Kanzlei Vogel": null });
  expect((await mapClient(world.noor, { clientId: world.jansen, haloId: 21 })).ok).toBe(true);
  expect(await mapClient(world.noor, { clientId: world.vogel, haloId: 21 })).toMatchObject({
    refusal: "halo-client-taken",
  });
  expect((await switchOn(world.noor)).ok).toBe(true);
});

test("a request becomes one ticket though its answer is lost, and what is written and logged on either side stands once on both", async () => {
  const id = await ask("Printer <down>");
  const secret = { id: randomUUID(), requestId: id, body: "INTERNAL to us" };
  await addComment(world.tom, { id: randomUUID(), requestId: id, body: "It blinks" });
  await addNote(world.daan, secret);
  // A token, the look for the ticket, and the ticket, whose answer is lost.
  halo.fail({ kind: "expire" }, { kind: "none" }, { kind: "none" }, { kind: "lose" });
  await syncRequest(keyOf(id));
  expect(await page()).toMatchObject({ failed: [{ problem: "unavailable" }], tickets: { waiting: 1 } });
  expect(halo.made.tickets).toBe(1);
  await tryAgain(world.noor, keyOf(id));
  await settle();
  const ticket = ticketOf(id);
  expect(halo.made).toEqual({ tickets: 1, actions: 2 });
  expect(ticket).toMatchObject({ client_id: 21, status_id: 1 });
  expect(ticket?.summary).toMatch(/^Printer <down> \(#\d+\)$/);
  const [, blinks, internal] = halo.actions;
  expect(blinks).toMatchObject({ note: "Tom de Boer: It blinks", hiddenfromuser: false });
  expect(internal).toMatchObject({ note: "Daan Visser: INTERNAL to us", hiddenfromuser: true });

  // The ticket, its actions, and the new action, whose answer is lost.
  await addComment(world.tom, { id: randomUUID(), requestId: id, body: "Still" });
  halo.fail({ kind: "none" }, { kind: "none" }, { kind: "lose" });
  await syncRequest(keyOf(id));
  await settle();
  expect(halo.made.actions).toBe(3);

  halo.write(ticket?.id ?? 0, { who: "Daan Visser", note: "Which <b>light</b>?", hidden: false });
  halo.write(ticket?.id ?? 0, { who: "Sam Halo", note: "SECRET", hidden: true, minutes: 22 });
  halo.setStatus(ticket?.id ?? 0, 5);
  await settle();
  await settle();
  const request = { clientId: world.jansen, id };
  const comments = await inScope(world.tom, (tx) => listComments(tx, request));
  expect(comments.map(({ authorName, body }) => `${authorName}: ${body}`)).toEqual([
    "Tom de Boer: It blinks",
    "Tom de Boer: Still",
    "Daan Visser: Which light?",
  ]);
  expect((await inScope(world.noor, (tx) => listNotes(tx, request))).map(({ body }) => body)).toEqual([
    "INTERNAL to us",
    "Sam Halo: SECRET",
  ]);
  expect(await inScope(world.tom, (tx) => listNotes(tx, request)).catch(() => [])).toEqual([]);
  expect(await stateOf(id)).toBe("waiting");
  const [logged] = await asSystem((tx) => listOurTime(tx, keyOf(id)));
  expect(logged).toMatchObject({ minutes: 22, note: "", engineerName: "Noor Smit" });
  const entry = await asSystem((tx) => lockTimeEntry(tx, world.jansen, logged?.id ?? ""));
  expect(entry).toMatchObject({ billableMinutes: 25, internalNote: "Sam Halo: SECRET", revision: 1 });
  expect(halo.made.actions).toBe(3);
  // Halo corrects its time: a correction here, not a second entry.
  halo.setMinutes(ticket?.id ?? 0, 6, 40);
  await settle();
  expect((await asSystem((tx) => listOurTime(tx, keyOf(id)))).map(({ minutes }) => minutes)).toEqual([40]);
});

test("Halo asks for patience and is left alone until then; a refusal for one request keeps no other", async () => {
  const [one, two] = [await ask("One"), await ask("Two")];
  halo.fail({ kind: "status", status: 429, retryAfter: 90 });
  await syncRequest(keyOf(one));
  const before = halo.made.tickets;
  await syncRequest(keyOf(two));
  expect(halo.made.tickets).toBe(before);
  expect((await page()).connection).toMatchObject({ status: "unavailable" });
  await asOf(new Date(now().getTime() + 100_000), async () => {
    halo.fail({ kind: "status", status: 403 });
    await syncRequest(keyOf(one));
    await syncRequest(keyOf(two));
  });
  expect(halo.made.tickets).toBe(before + 1);
  await settle();
  expect(await page()).toMatchObject({ failed: [], connection: { status: "works" } });
});

test("a webhook is a hint: with the right password it makes us ask, with another nothing", async () => {
  const id = await ask("Hint");
  await settle();
  const { id: object_id = 0 } = ticketOf(id) ?? {};
  const password = (await page()).connection?.webhook.password ?? "";
  const basic = (word: string): string => `Basic ${Buffer.from(`halo:${word}`).toString("base64")}`;
  expect(await takeHint(basic("wrong"), JSON.stringify({ object_id }))).toBe(false);
  expect(await takeHint(null, "")).toBe(false);
  expect(await asSystem(listWaiting)).toEqual([]);
  expect(await takeHint(`Bearer ${password}`, "no JSON")).toBe(true);
  expect(await takeHint(basic(password), JSON.stringify({ object_id }))).toBe(true);
  expect(await asSystem(listWaiting)).toEqual([keyOf(id)]);
  await settle();
});

test("switched off, nothing goes or comes, and what happens meanwhile is sent afterwards", async () => {
  await switchOff(world.noor);
  const id = await ask("Meanwhile");
  await syncRequest(keyOf(id));
  expect(ticketOf(id)).toBeUndefined();
  expect(await asSystem(listWaiting)).toEqual([keyOf(id)]);
  await switchOn(world.noor);
  await settle();
  expect(ticketOf(id)).toBeDefined();
});

test("closing the ticket of a standard change completes it once its checklist is done; else Halo opens it again and reads why", async () => {
  const typed = { kind: "list", address: "info@bakker.example", members: "Allen" };
  const id = await askChange(world.tom, "mailbox", typed);
  await approve(world.petra, id);
  await settle();
  const ticketId = ticketOf(id)?.id ?? 0;
  halo.setStatus(ticketId, 9);
  await settle();
  expect([await stateOf(id), ticketOf(id)?.status_id]).toEqual(["new", 1]);
  const request = { clientId: world.jansen, id };
  const notes = await inScope(world.noor, (tx) => listNotes(tx, request));
  expect(notes).toHaveLength(1);
  expect(notes[0]?.body).toContain("Adres aangemaakt");
  await tickLines(world.daan, world.jansen, id);
  halo.setStatus(ticketId, 9);
  await settle();
  expect([await stateOf(id), ticketOf(id)?.status_id]).toEqual(["done", 9]);
});

test("Halo counts actions by ticket: what is written and logged on two tickets stands once on each", async () => {
  const ids = [await ask("First"), await ask("Second")];
  await settle();
  for (const id of ids)
    halo.write(ticketOf(id)?.id ?? 0, { who: "Sam Halo", note: `About ${id}`, hidden: false, minutes: 15 });
  await settle();
  for (const id of ids) {
    const comments = await inScope(world.tom, (tx) => listComments(tx, { clientId: world.jansen, id }));
    expect(comments.map(({ body }) => body)).toEqual([`Sam Halo: About ${id}`]);
    expect((await asSystem((tx) => listOurTime(tx, keyOf(id)))).map(({ minutes }) => minutes)).toEqual([15]);
  }
});

test("an agent is the colleague of the same name until somebody chooses another, or nobody", async () => {
  const sam = async () => (await page()).agents.find(({ id }) => id === 12);
  expect((await page()).agents.map(({ name, is }) => [name, is?.name])).toEqual([
    ["Daan Visser", "Daan Visser"],
    ["Sam Halo", undefined],
  ]);
  expect(await mapAgent(world.noor, { haloId: 99, userId: null })).toMatchObject({ refusal: "not-in-list" });
  const { userId } = world.iris;
  expect(await mapAgent(world.noor, { haloId: 12, userId: world.petra.userId })).toMatchObject({
    refusal: "not-staff",
  });
  expect((await mapAgent(world.noor, { haloId: 12, userId })).ok).toBe(true);
  expect((await mapAgent(world.noor, { haloId: 11, userId: null })).ok).toBe(true);
  expect(await sam()).toMatchObject({ choice: userId, is: { name: "Iris Bakker", by: "choice" } });
  const id = await ask("Agents");
  await settle();
  const ticketId = ticketOf(id)?.id ?? 0;
  halo.write(ticketId, { who: "Sam Halo", note: "By Iris", hidden: false });
  halo.write(ticketId, { who: "Daan Visser", note: "By nobody", hidden: false });
  halo.assign(ticketId, 12);
  await settle();
  const comments = await inScope(world.tom, (tx) => listComments(tx, { clientId: world.jansen, id }));
  // Both were written at the same instant.
  expect(comments.map(({ authorName, body }) => `${authorName}: ${body}`).sort()).toEqual([
    "Iris Bakker: By Iris",
    "Noor Smit: Daan Visser: By nobody",
  ]);
  const assignee = () =>
    inScope(world.noor, async (tx) => (await lockRequest(tx, world.noor, id)).assigneeName);
  expect(await assignee()).toBe("Iris Bakker");
  await assignRequest(world.noor, { id, from: userId, to: world.daan.userId });
  halo.assign(ticketId, 11);
  await settle();
  expect(await assignee(), "an agent who is nobody here takes nothing away").toBe("Daan Visser");
  for (const haloId of [11, 12]) await mapAgent(world.noor, { haloId, userId: undefined });
  expect(await sam()).toMatchObject({ choice: undefined, is: null });
});

type Act =
  | { do: "create" }
  | { do: "comment" | "note" | "time" | "move" | "correct"; on: number; at: number }
  | { do: "halo"; on: number; hidden: boolean; minutes: number; at: number }
  | { do: "status"; on: number; at: number }
  | { do: "minutes"; on: number; minutes: number }
  | { do: "sync"; on: number; faults: HaloFault[] }
  | { do: "poll"; faults: HaloFault[] };

const on = fc.nat(2);
const at = fc.nat(20);
const minutes = fc.constantFrom(0, 0, 10, 45);
const fault = fc.oneof(
  fc.constantFrom<HaloFault>(
    ...(["lose", "lose", "drop", "expire", "stale", "none"] as const).map((kind) => ({ kind })),
  ),
  fc.constantFrom<HaloFault>({ kind: "status", status: 503 }, { kind: "status", status: 400 }),
);
/** Some calls that go well, then some that don't. */
const faults = fc
  .tuple(fc.nat(4), fc.array(fault, { minLength: 1, maxLength: 3 }))
  .map(([calm, later]) => [...Array.from({ length: calm }, (): HaloFault => ({ kind: "none" })), ...later]);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant("create" as const) }),
  fc.record({ do: fc.constantFrom("comment", "note", "time", "move", "correct"), on, at }),
  fc.record({ do: fc.constant("halo" as const), on, hidden: fc.boolean(), minutes, at }),
  fc.record({ do: fc.constant("status" as const), on, at }),
  fc.record({ do: fc.constant("minutes" as const), on, minutes }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("sync" as const), on, faults }) },
  fc.record({ do: fc.constant("poll" as const), faults }),
);

/** A text that is found again on both sides; the same one at times, as people write. */
const word = (place: number): string => (place % 4 === 0 ? "thanks" : `word${++ids}`);

async function run(step: Act, requests: string[]): Promise<void> {
  const id = "on" in step ? (requests[step.on % Math.max(requests.length, 1)] ?? "") : "";
  const ticket = ticketOf(id);
  const written = { id: randomUUID(), requestId: id };
  switch (step.do) {
    case "create":
      if (requests.length < 3) requests.push(await ask(`Request ${++ids}`));
      break;
    case "poll":
      halo.fail(...step.faults);
      await pollHalo();
      break;
    case "comment":
      await addComment(world.daan, { ...written, body: word(step.at) });
      break;
    case "note":
      await addNote(world.daan, { ...written, body: word(step.at) });
      break;
    case "time": {
      const workedMinutes = 5 + step.at;
      await buildTimeEntry(world.daan, {
        clientId: world.jansen,
        requestId: id,
        workTypeId: remote,
        workedMinutes,
      });
      break;
    }
    case "correct": {
      const [entry] = await asSystem((tx) => listOurTime(tx, keyOf(id)));
      const known = entry && (await asSystem((tx) => lockTimeEntry(tx, world.jansen, entry.id)));
      if (known)
        await correctTimeEntry(world.noor, { ...known, workedMinutes: 30 + step.at, reason: "Checked" });
      break;
    }
    case "move": {
      const to = requestStates[step.at % 4] ?? "new";
      await actOnRequest(world.daan, id, { intent: "move", from: await stateOf(id), to });
      break;
    }
    case "halo":
      if (ticket)
        halo.write(ticket.id, {
          ...step,
          who: step.at % 2 ? "Daan Visser" : "Sam Halo",
          note: word(step.at),
        });
      break;
    case "status":
      if (ticket) halo.setStatus(ticket.id, haloStatuses[step.at % haloStatuses.length]?.id ?? 1);
      break;
    case "minutes": {
      const action = halo.actions.find((one) => one.ticket_id === ticket?.id && one.timetaken > 0);
      if (action) halo.setMinutes(action.ticket_id, action.id, step.minutes);
      break;
    }
    case "sync":
      halo.fail(...step.faults);
      await syncRequest(keyOf(id));
      break;
  }
  halo.heal();
}

/** What stands on a request here: state, texts for the client and internal ones, minutes. */
async function here(id: string): Promise<object> {
  const request = { clientId: world.jansen, id };
  const time = await asSystem((tx) => listOurTime(tx, keyOf(id)));
  const texts = await inScope(world.noor, async (tx) => ({
    open: (await listComments(tx, request)).map(({ body }) => body),
    internal: (await listNotes(tx, request)).map(({ body }) => body),
  }));
  return {
    state: sharedStateOf(await stateOf(id)),
    open: wordsOf(texts.open),
    internal: wordsOf(texts.internal),
    minutes: time
      .map((one) => one.minutes)
      .filter((one) => one > 0)
      .sort(),
  };
}

/** The same in Halo. */
function there(id: string): object {
  const ticket = ticketOf(id);
  const actions = halo.actions.filter(
    ({ ticket_id, outcome }) => ticket_id === ticket?.id && outcome !== "Opened",
  );
  const texts = (hidden: boolean): string[] =>
    actions
      .filter((one) => one.hiddenfromuser === hidden && !(one.who === "Tegoed" && one.timetaken > 0))
      .map((one) => contentOf(one).text);
  return {
    state: meaningOf(
      { ...choices(), statuses: { new: 1, in_progress: 2, waiting: 4, done: 9 } },
      ticket?.status_id ?? 0,
    ),
    open: wordsOf(texts(false)),
    internal: wordsOf(texts(true)),
    minutes: actions
      .map(({ timetaken }) => minutesOf(timetaken))
      .filter((one) => one > 0)
      .sort(),
  };
}

const wordsOf = (texts: string[]): string[] =>
  texts.flatMap((text) => text.match(/\b(word\d+|thanks)\b/g) ?? []).sort();

test("whatever both sides do, and whatever is lost, late, repeated or refused on the way, both end the same, each thing once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 16 }), async (acts) => {
      const requests = [await ask("First")];
      await syncRequest(keyOf(requests[0] ?? ""));
      for (const step of acts) await run(step, requests);
      await settle();
      for (const id of requests) {
        expect(halo.tickets.filter((one) => one.third_party_id_string === id)).toHaveLength(1);
        expect(there(id)).toEqual(await here(id));
      }
      const made = { ...halo.made };
      await settle();
      expect(halo.made).toEqual(made);
    }),
    { numRuns: 4 },
  );
});

test("at another address nothing of the old Halo counts, and a ticket of another request is left alone", async () => {
  const id = await ask("Moves");
  await settle();
  const ticket = ticketOf(id);
  if (ticket) ticket.third_party_id_string = "somebody else's";
  await addComment(world.tom, { id: randomUUID(), requestId: id, body: "Not for them" });
  const before = halo.actions.length;
  await syncRequest(keyOf(id));
  expect(halo.actions.length).toBe(before);
  expect((await page()).failed).toMatchObject([{ problem: "missing" }]);
  const other = await startHalo([], now());
  expect((await setAccess(world.noor, { ...access(), url: other.url, secret: other.secret })).ok).toBe(true);
  expect(await asSystem(findConnection)).toMatchObject({ isOn: false, choices: null, lists: null });
  expect(await page()).toMatchObject({ failed: [], tickets: { waiting: 0 } });
  await other.close();
});
