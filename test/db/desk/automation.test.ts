import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";

import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { answerCall, endCall, takeLineOver } from "#app/desk/automation/answer-call.server.ts";
import { callAgain, callAutomation } from "#app/desk/automation/call-automation.server.ts";
import { askForChange, previewChange } from "#app/desk/catalogue/ask-for-change.server.ts";
import { getItemPage } from "#app/desk/catalogue/catalogue-page.server.ts";
import {
  editDraft,
  getItems,
  moveItem,
  publishItem,
  retireItem,
} from "#app/desk/catalogue/edit-item.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { completeChange, setChangeLine } from "#app/desk/effects/complete-change.server.ts";
import { listDeskTodo } from "#app/desk/approvals/waiting.server.ts";
import { findDefinitionProblem, type Definition } from "#app/desk/rules/definition.ts";
import { moveQuestion, newDefinition, removeQuestion } from "#app/desk/rules/edit-definition.ts";
import { getStaffRequestPage } from "#app/desk/request-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { ok } from "#app/platform/result.ts";
import { checkFiles } from "#app/requests/read-files.server.ts";
import { takeRequestInside } from "#app/requests/take-request.server.ts";
import { action } from "#app/routes/api/webhooks-automation.tsx";
import { action as itemAction } from "#app/routes/staff/catalogue-item.tsx";
import { deliver } from "#app/webhooks/deliver.server.ts";
import { addEndpoint, removeEndpoint } from "#app/webhooks/manage-endpoints.server.ts";
import { buildWorld, requestOf, statusOf, type World } from "#test/db/desk/world.ts";
import { startAutomation, type Automation } from "#test/emulator/automation.ts";

const owner = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
let world: World;
let automation: Automation;
let endpointId = "";
let itemId = "";

const text = (words: string) => ({ nl: words, de: words, en: words });
const callId = (url: string): string => url.split("/").at(-1) ?? "";

beforeAll(async () => {
  await owner.connect();
  world = await buildWorld();
  automation = await startAutomation({
    at: now,
    send: (request) => action({ request, params: { callId: callId(request.url) }, context: {} }),
  });
  endpointId = await newEndpoint();
  itemId = await publish({
    fields: [
      { key: "name", type: "line", label: text("Naam"), required: true },
      { key: "form", type: "file", label: text("Formulier"), required: true },
    ],
    lines: [
      { text: text("Postvak maken"), call: { endpointId, minutes: 60, at: "start" } },
      { text: text("Nabellen") },
    ],
  });
});
afterAll(async () => {
  await automation.close();
  await owner.end();
});
beforeEach(() => {
  automation.answer("done");
  automation.calls.length = 0;
  automation.statuses.length = 0;
});

async function newEndpoint(): Promise<string> {
  const id = randomUUID();
  const added = await addEndpoint(world.noor, {
    id,
    name: "n8n",
    url: automation.url,
    events: ["automation.called"],
  });
  if (!added.ok) throw new Error(added.refusal);
  automation.knowSecret(added.value);
  return id;
}

async function publish(more: Partial<Definition>): Promise<string> {
  const id = randomUUID();
  const item = {
    ...newDefinition,
    title: text("Postvak"),
    about: text("Een postvak"),
    approval: [],
    ...more,
  };
  const edited = await editDraft(world.noor, { id, isNew: true }, () => ok(item));
  if (!edited.ok) throw new Error(edited.refusal);
  expect((await publishItem(world.noor, id)).ok).toBe(true);
  return id;
}

const input = (item = itemId) => ({
  id: randomUUID(),
  itemId: item,
  sent: new Map([["name", ["Inkoop"]]]),
  seen: "",
  canProve: false,
  proved: false,
  earlierId: null,
});
const formFile = async () => {
  const checked = await checkFiles([new File(["ingevuld"], "formulier.txt")]);
  return checked.ok ? checked.value : [];
};

async function ask(): Promise<string> {
  const asked = input();
  const preview = await previewChange(world.tom, asked);
  if (preview.kind !== "preview") throw new Error(preview.kind);
  const [file] = await formFile();
  if (!file) throw new Error("no file");
  const files = new Map([["form", file]]);
  const sent = await askForChange(world.tom, { ...asked, seen: preview.prepared.seen, files });
  if (sent.kind !== "sent") throw new Error(sent.kind);
  return sent.id;
}

const lineOf = async (id: string, position = 1) =>
  (await getChangePanel(world.daan, { clientId: world.jansen, id }))?.lines.find(
    (line) => line.position === position,
  );
const call = (id: string) => callAutomation({ clientId: world.jansen, requestId: id, at: "start" });
/** Calls and sends, as the jobs do; answers the call's id. */
async function callAndSend(id: string): Promise<string> {
  await call(id);
  const called = (await lineOf(id))?.automation?.call?.id ?? "";
  await deliver({ endpointId, eventId: called });
  return called;
}
const todo = async () =>
  (await inScope(world.daan, (tx) => listDeskTodo(tx, world.daan, 50))).map((item) => item.id);
const jobs = async (key: string): Promise<number> =>
  (await owner.query("select from graphile_worker._private_jobs where key like $1", [key])).rowCount ?? 0;
const dueNow = async (called: string): Promise<boolean> =>
  (
    await owner.query(
      "select from graphile_worker._private_jobs where key = $1 and run_at < now() + interval '1 minute'",
      [`end-call:${called}`],
    )
  ).rowCount === 1;
/** The e-mails that a call has failed, by whom they are for. */
const letters = async (called: string): Promise<unknown[]> =>
  (
    await owner.query<{ to: string; why: string; held: boolean }>(
      `select u.name as "to", l.props->>'why' as why, (l.props->>'held')::boolean as held
       from letter l join "user" u on u.email = l.recipient where l.key like $1`,
      [`automation-failed:${called}:%`],
    )
  ).rows;

describe("a line that calls automation", () => {
  test("is called with the answers, ticked by its answer, and the request waits for its other lines", async () => {
    const id = await ask();
    expect(await jobs(`calls:${world.jansen}:${id}:start`)).toBe(1);
    await Promise.all([call(id), call(id)]);
    const waiting = (await lineOf(id))?.automation?.call;
    expect(waiting).toMatchObject({ state: "waiting", answer: null });
    const called = waiting?.id ?? "";
    expect(await jobs(`end-call:${called}`)).toBe(1);
    expect(await jobs(`webhook:${endpointId}:${called}`)).toBe(1);
    await deliver({ endpointId, eventId: called });
    expect(automation.calls).toMatchObject([
      {
        callId: called,
        shown: [
          { label: "Naam", text: "Inkoop" },
          { label: "Formulier", text: "formulier.txt" },
        ],
      },
    ]);
    expect(automation.statuses).toEqual([200]);
    const line = await lineOf(id);
    expect(line?.doneAt).not.toBeNull();
    expect(line?.automation?.call?.state).toBe("done");
    expect(line?.automation?.call?.log).toContain("Naam: Inkoop");
    expect(await completeChange(world.daan, { id, from: "new" })).toMatchObject({ refusal: "lines-open" });
    expect(await getChangePanel(world.tom, { clientId: world.jansen, id })).toMatchObject({ lines: [] });
  });

  test("a message that is sent again after a kill, and an answer that comes twice, change nothing more", async () => {
    automation.answer("twice");
    const id = await ask();
    const called = await callAndSend(id);
    const first = await lineOf(id);
    // The process died after the message left and before the log knew: the job runs again.
    await owner.query("update webhook_delivery set state = 'waiting' where event_id = $1", [called]);
    await deliver({ endpointId, eventId: called });
    expect(automation.calls).toHaveLength(2);
    expect(automation.statuses).toEqual([200, 200, 200, 200]);
    expect(await lineOf(id)).toEqual(first);
    expect(await automation.answerNow(automation.calls[0] ?? none(), "failed")).toBe(409);
    expect(await lineOf(id)).toEqual(first);
  });

  test("a wrong signature is 401, and so is the answer to another call", async () => {
    automation.answer("wrong-signature");
    const [one, other] = [await ask(), await ask()];
    await callAndSend(one);
    expect(automation.statuses).toEqual([401]);
    automation.answer("silent");
    const called = await callAndSend(other);
    const elsewhere = automation.calls[0] ?? none();
    const crossed = { ...elsewhere, callbackUrl: elsewhere.callbackUrl.replace(/[^/]+$/, called) };
    expect(await automation.answerNow(crossed, "done")).toBe(401);
    const unsigned = { id: called, timestamp: "", signature: "" };
    expect(await answerCall(called, unsigned, "{}")).toEqual({ ok: false, refusal: "unsigned" });
    expect((await lineOf(other))?.automation?.call?.state).toBe("waiting");
    expect((await lineOf(one))?.doneAt).toBeNull();
  });

  test("without an answer it becomes a task, is called again, and what comes late is kept and changes nothing", async () => {
    automation.answer("down");
    const id = await ask();
    const called = await callAndSend(id);
    expect(await todo()).not.toContain(id);
    expect(await dueNow(called)).toBe(false);
    await owner.query("update webhook_delivery set tries = 9 where event_id = $1", [called]);
    await deliver({ endpointId, eventId: called });
    expect(await dueNow(called), "what can't be delivered ends at once").toBe(true);
    await endCall({ clientId: world.jansen, callId: called });
    await endCall({ clientId: world.jansen, callId: called });
    expect((await lineOf(id))?.automation?.call?.state).toBe("no-answer");
    expect(await todo()).toContain(id);
    expect(await letters(called)).toEqual([{ to: "Noor Smit", why: "no-answer", held: false }]);
    automation.answer("silent");
    await deliver({ endpointId, eventId: called });
    expect(automation.calls, "what has ended is not sent any more").toEqual([]);
    await owner.query("update webhook_delivery set state = 'waiting' where event_id = $1", [called]);
    await deliver({ endpointId, eventId: called });
    expect(await automation.answerNow(automation.calls[0] ?? none(), "done", "later")).toBe(200);
    expect(await lineOf(id)).toMatchObject({
      doneAt: null,
      automation: { call: { state: "no-answer", answer: "done", log: "later" } },
    });
    expect(await callAgain(world.daan, { id, position: 1 })).toEqual({ ok: true, value: null });
    expect(await callAgain(world.daan, { id, position: 1 })).toMatchObject({ refusal: "no-such-step" });
    expect(await todo()).not.toContain(id);
    const again = (await lineOf(id))?.automation?.call?.id ?? "";
    await inScope(world.daan, (tx) => takeRequestInside(tx, world.daan, id));
    automation.answer("failed");
    await deliver({ endpointId, eventId: again });
    expect((await lineOf(id))?.automation?.call?.state).toBe("failed");
    expect(await todo()).toContain(id);
    expect(await letters(again)).toEqual([{ to: "Daan Visser", why: "failed", held: true }]);
    await setChangeLine(world.daan, { id, position: 1, done: true, proof: "" });
    expect(await todo()).not.toContain(id);
  });

  test("a person takes it over while it waits, or ticks it: an answer then changes nothing", async () => {
    automation.answer("silent");
    const id = await ask();
    await callAndSend(id);
    const race = await Promise.all([
      takeLineOver(world.daan, { id, position: 1 }),
      takeLineOver(world.iris, { id, position: 1 }),
    ]);
    expect(race.filter((one) => one.ok)).toHaveLength(1);
    expect(await automation.answerNow(automation.calls[0] ?? none(), "done")).toBe(200);
    expect(await lineOf(id)).toMatchObject({ doneAt: null, automation: { call: { state: "taken-over" } } });
    const other = await ask();
    await callAndSend(other);
    await setChangeLine(world.daan, { id: other, position: 1, done: true, proof: "zelf" });
    expect(await automation.answerNow(automation.calls[1] ?? none(), "failed")).toBe(200);
    expect(await lineOf(other)).toMatchObject({
      doneBy: "Daan Visser",
      automation: { call: { state: "taken-over", answer: "failed" } },
    });
  });

  test("an endpoint that is gone is no answer at once, and its answers are not taken", async () => {
    automation.answer("silent");
    const before = await ask();
    const called = await callAndSend(before);
    const [kept] = automation.calls;
    await removeEndpoint(world.noor, endpointId);
    expect(await automation.answerNow(kept ?? none(), "done")).toBe(401);
    await endCall({ clientId: world.jansen, callId: called });
    const id = await ask();
    await call(id);
    expect((await lineOf(id))?.automation?.call?.state).toBe("no-answer");
    expect(await todo()).toContain(id);
  });
});

function none(): never {
  throw new Error("nothing was called");
}

describe("a question for a file", () => {
  test("is asked with the last step, kept with the request, and named in its answer", async () => {
    const asked = input();
    const preview = await previewChange(world.tom, asked);
    if (preview.kind !== "preview") throw new Error(preview.kind);
    const send = { ...asked, seen: preview.prepared.seen };
    expect(await askForChange(world.tom, send)).toMatchObject({ kind: "files-missing", keys: ["form"] });
    const [file] = await formFile();
    const files = new Map(file ? [["form", file] as const] : []);
    const twice = await Promise.all([1, 2].map(() => askForChange(world.tom, { ...send, files })));
    expect(twice.map(({ kind }) => kind)).toEqual(["sent", "sent"]);
    const page = await getStaffRequestPage(world.daan, asked.id);
    expect(page.files).toMatchObject([{ name: "formulier.txt" }]);
    const panel = await getChangePanel(world.daan, { clientId: world.jansen, id: asked.id });
    expect(panel?.shown.at(-1)).toMatchObject({ key: "form", type: "file", text: "formulier.txt" });
  });
});

describe("the editor of an item", () => {
  test("keeps a draft that clients don't see, refuses what can't be asked, and publishes what can", async () => {
    const edit = (change: (before: Definition) => Definition) =>
      editDraft(world.iris, { id: itemId }, (before) => ok(change(before)));
    const looksUp = { all: [{ field: "name", op: "filled" as const }] };
    expect(
      await edit((before) => ({
        ...before,
        fields: [
          ...before.fields,
          {
            key: "why",
            type: "line",
            label: text("Waarom"),
            required: false,
            show: looksUp,
            initial: "Nieuw",
          },
        ],
      })),
    ).toMatchObject({ ok: true });
    const removed = await editDraft(world.iris, { id: itemId }, (before) => removeQuestion(before, "name"));
    expect(removed).toMatchObject({
      refusal: "definition-wrong",
      problem: { kind: "looks-down", field: "why" },
    });
    await editDraft(world.iris, { id: itemId }, (before) => moveQuestion(before, "form", "down"));
    const seen = async () => (await getItemPage(world.tom, itemId, null)).fields.map(({ key }) => key);
    expect(await seen()).toEqual(["name", "form"]);
    await edit((before) => ({ ...before, effect: "leaver" }));
    expect(await publishItem(world.iris, itemId)).toMatchObject({ problem: { kind: "effect-field" } });
    await edit((before) => ({ ...before, effect: "none" }));
    expect(await publishItem(world.iris, itemId)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await seen()).toEqual(["name", "why", "form"]);
    expect((await getItemPage(world.tom, itemId, null)).fields[1]?.values).toEqual(["Nieuw"]);
    await retireItem(world.iris, itemId, true);
    expect(await statusOf(() => getItemPage(world.tom, itemId, null))).toBe(404);
  });

  test("a shipped item gets its new words only where nobody edited it", async () => {
    const { rows } = await owner.query<{ id: string }>("select id from catalogue_item where key = 'access'");
    const id = rows[0]?.id ?? none();
    const words = await readFile("prisma/migrations/20261206001100_access_words/migration.sql", "utf8");
    const asked = async () => {
      const { fields } = await getItemPage(world.tom, id, null);
      const { rows: items } = await owner.query<{ version: number }>(
        "select published_version as version from catalogue_item where id = $1",
        [id],
      );
      return [items[0]?.version, fields.find(({ key }) => key === "level")?.label];
    };
    expect(await asked()).toEqual([2, "Welke rechten?"]);
    await editDraft(world.iris, { id }, (before) => ok({ ...before, days: 3 }));
    await owner.query(words);
    expect(await asked()).toEqual([2, "Welke rechten?"]);
    expect(await publishItem(world.iris, id)).toEqual({ ok: true, value: { version: 3 } });
    await owner.query(words);
    expect((await asked())[0]).toBe(3);
  });

  test("stands where staff put it in the catalogue; shipped jobs wait there for the MSP's price", async () => {
    const order = async () => (await getItems(world.iris)).map(({ id }) => id);
    const before = await order();
    const at = before.indexOf(itemId);
    await moveItem(world.iris, itemId, "up");
    const [above = "", moved = ""] = [before[at - 1], before[at]];
    expect((await order()).slice(at - 1, at + 1)).toEqual([moved, above]);
    await moveItem(world.iris, before[0] ?? "", "up");
    expect((await order())[0]).toBe(before[0]);
    // The jobs at a fixed price are drafts until the MSP sets its own price.
    const items = await getItems(world.iris);
    const keys = ["laptop-setup", "phone-setup", "data-recovery", "workplace-move"];
    const jobs = items.filter(({ key }) => key !== null && keys.includes(key));
    expect(jobs.map(({ version }) => version)).toEqual(keys.map(() => null));
    for (const { draft } of jobs) expect(draft && findDefinitionProblem(draft)).toBeNull();
  });

  test("says at the field what is wrong, and keeps what was typed", async () => {
    const request = await requestOf(world.noor, `/staff/settings/catalogue/${itemId}`, {
      intent: "rules",
      askers: "employee",
      verify: "never",
      effect: "none",
      step1Group: "approver",
      step1Needed: "12",
    });
    const answer = await itemAction({ request, params: { itemId }, context: {} });
    expect(answer).toMatchObject({
      init: { status: 400 },
      data: { initialValue: { step1Needed: "12" }, error: { step1Needed: [expect.any(String)] } },
    });
  });
});
