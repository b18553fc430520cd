import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { decideChange } from "#app/desk/approvals/decide-change.server.ts";
import { askOnBehalf, previewOnBehalf } from "#app/desk/catalogue/ask-for-change.server.ts";
import { publishItem } from "#app/desk/catalogue/edit-item.server.ts";
import { getCatalogueFor, getItemPageFor } from "#app/desk/catalogue/catalogue-page.server.ts";
import { getChangePanel } from "#app/desk/change-panel.server.ts";
import { completeChange } from "#app/desk/effects/complete-change.server.ts";
import { recordDevice } from "#app/people/change-holdings.server.ts";
import { recordEmployee } from "#app/people/change-people.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import * as clientRequest from "#app/routes/client/request.tsx";
import * as staffRequest from "#app/routes/staff/request.tsx";
import { approve, askChange, itemOf, sentOf, tickLines, type Typed } from "#test/builders/change.ts";
import { buildSeatTypes } from "#test/builders/seat-types.ts";
import { buildWorld, requestOf, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
const tomsId = randomUUID();

beforeAll(async () => {
  world = await buildWorld();
  const { seat } = await buildSeatTypes();
  const known = { email: null, department: "", location: "", joinedOn: day("2026-03-02") };
  await recordEmployee(
    world.iris,
    world.jansen,
    { ...known, id: tomsId, name: "Tom de Boer", userId: world.tom.userId },
    seat,
  );
});

const tom = () => ({ clientId: world.jansen, requesterId: world.tom.userId });

/** Daan writes down what somebody asks by phone, as the two steps of the form do. */
async function writeDown(key: string, typed: Typed, checked: string) {
  const asks = { id: randomUUID(), itemId: await itemOf(key), sent: sentOf(typed), checked };
  const preview = await previewOnBehalf(world.daan, tom(), asks);
  if (preview.kind !== "preview") throw new Error(JSON.stringify(preview.problems));
  const asked = await askOnBehalf(world.daan, tom(), { ...asks, seen: preview.prepared.seen });
  if (asked.kind !== "sent") throw new Error(asked.kind);
  return { ...asked, steps: preview.prepared.steps };
}

test("staff ask for a client's person what that person may ask, with that person's choices", async () => {
  const keys = async (requesterId: string) =>
    (await getCatalogueFor(world.daan, { clientId: world.jansen, requesterId })).map(({ id }) => id);
  const leaver = await itemOf("leaver");
  expect(await keys(world.tom.userId)).not.toContain(leaver);
  expect(await keys(world.petra.userId)).toContain(leaver);
  const reset = await itemOf("password-reset");
  expect(await getItemPageFor(world.daan, tom(), reset)).toMatchObject({
    requesterName: "Tom de Boer",
    asksProof: true,
  });
  expect(await statusOf(() => getItemPageFor(world.daan, tom(), leaver))).toBe(404);
  const foreign = { clientId: world.vogel, requesterId: world.tom.userId };
  expect(await statusOf(() => getItemPageFor(world.daan, foreign, reset))).toBe(404);
});

test("who calls is not known: a colleague approves, or staff say how they checked; both stand with the request", async () => {
  const typed = { person: tomsId, account: "Windows" };
  const unchecked = await writeDown("password-reset", typed, "");
  expect(unchecked).toMatchObject({ waits: true, steps: [{ userIds: [world.petra.userId] }] });
  const of = (id: string) => getChangePanel(world.daan, { clientId: world.jansen, id });
  expect(await of(unchecked.id)).toMatchObject({ proof: "second-person", askedBy: "Daan Visser" });
  expect(await approve(world.tom, unchecked.id)).toMatchObject({ refusal: "own-request" });
  expect(await approve(world.petra, unchecked.id)).toMatchObject({ ok: true, value: { arrived: true } });

  const checked = await writeDown("password-reset", typed, "Teruggebeld op 06 1234");
  expect(checked).toMatchObject({ waits: false, steps: [] });
  const panel = await getChangePanel(world.tom, { clientId: world.jansen, id: checked.id });
  expect(panel).toMatchObject({
    ...{ proof: "msp", proofNote: "Teruggebeld op 06 1234" },
    ...{ askedBy: "Daan Visser", isRequester: true },
  });
  const events = await asSystem(
    (tx) => tx.$queryRaw<{ clientId: string; actor: string }[]>`
      select client_id::text as "clientId", actor from audit_event where action = 'request.change-written-down'`,
  );
  const event = { clientId: world.jansen, actor: "Daan Visser" };
  expect(events).toEqual([event, event]);
  const letters = await asSystem((tx) =>
    tx.letter.findMany({ where: { key: { startsWith: `change-written-down:${checked.id}` } } }),
  );
  expect(letters).toMatchObject([{ recipient: world.tom.email }]);
});

test("a job asks for the client's devices, begins with the requester's own, and takes several of its options", async () => {
  const [toms, spare] = [randomUUID(), randomUUID()];
  const known = { kind: "laptop", serial: "", os: "", warrantyUntil: null, startsOn: day("2026-03-02") };
  const state = { inScope: true, onStandard: true };
  await recordDevice(
    world.iris,
    world.jansen,
    { ...known, id: toms, name: "BJ-01" },
    { ...state, employeeId: tomsId },
  );
  await recordDevice(
    world.iris,
    world.jansen,
    { ...known, id: spare, name: "BJ-02" },
    { ...state, employeeId: null },
  );
  const itemId = await itemOf("laptop-setup");
  expect(await statusOf(() => getItemPageFor(world.daan, tom(), itemId))).toBe(404);
  expect((await publishItem(world.iris, itemId)).ok).toBe(true);
  const field = async (requesterId: string) =>
    (await getItemPageFor(world.daan, { clientId: world.jansen, requesterId }, itemId)).fields.find(
      ({ key }) => key === "replaces",
    );
  const asked = await field(world.tom.userId);
  expect(asked).toMatchObject({ values: [toms], options: [{ value: toms }] });
  expect((await field(world.petra.userId))?.options.map(({ value }) => value)).toEqual([toms, spare]);
  const typed = {
    person: tomsId,
    replaces: toms,
    software: ["office", "design"],
    data: "move",
    day: "2031-02-03",
  };
  const { id } = await writeDown("laptop-setup", typed, "");
  const panel = await getChangePanel(world.daan, { clientId: world.jansen, id });
  expect(panel?.quote.onceMinor).toBe(18900);
  expect(panel?.shown.map(({ text }) => text)).toContain("Office, Tekenprogramma");
  expect(panel?.lines.map(({ text }) => text)).toContain("Oud apparaat gewist of ingenomen");
});

describe("through the routes", () => {
  type State = "awaiting" | "approved" | "done" | "refused";
  type Who = "tom" | "petra" | "daan" | "fien" | "noor";
  const list = { kind: "list", address: "info@bakker.example", members: "Allen" };
  const requests = new Map<State, string>();

  beforeAll(async () => {
    for (const state of ["awaiting", "approved", "done", "refused"] as const)
      requests.set(state, await askChange(world.tom, "mailbox", list));
    const idOf = (state: State) => requests.get(state) ?? "";
    for (const state of ["approved", "done"] as const) await approve(world.petra, idOf(state));
    await tickLines(world.daan, world.jansen, idOf("done"));
    await completeChange(world.daan, { id: idOf("done"), from: "new" });
    const no = { id: idOf("refused"), position: 1, outcome: "refused" as const, reason: "Nee" };
    await decideChange(world.petra, no);
  });

  const acts = {
    approve: { intent: "approve", position: "1" },
    refuse: { intent: "refuse", position: "1", reason: "Nee" },
    withdraw: { intent: "withdraw" },
    line: { intent: "line", position: "1" },
    complete: { intent: "complete", from: "new" },
    close: { intent: "close", from: "new", reason: "Kan niet" },
  };

  test.each<[State, Who, keyof typeof acts, 404 | 409]>([
    ["awaiting", "tom", "approve", 404],
    ["awaiting", "noor", "approve", 409],
    ["awaiting", "daan", "approve", 404],
    ["awaiting", "daan", "complete", 409],
    ["awaiting", "daan", "line", 409],
    ["awaiting", "daan", "close", 409],
    ["awaiting", "fien", "line", 404],
    ["awaiting", "petra", "withdraw", 409],
    ["approved", "petra", "approve", 409],
    ["approved", "petra", "refuse", 409],
    ["approved", "tom", "withdraw", 409],
    ["approved", "daan", "complete", 409],
    ["approved", "fien", "complete", 404],
    ["done", "petra", "approve", 409],
    ["done", "tom", "withdraw", 409],
    ["done", "daan", "complete", 409],
    ["done", "daan", "close", 409],
    ["done", "fien", "close", 404],
    ["refused", "petra", "approve", 409],
    ["refused", "tom", "withdraw", 409],
    ["refused", "daan", "line", 409],
    ["refused", "daan", "complete", 409],
    ["refused", "noor", "refuse", 409],
  ])("%s: %s may not %s (%i)", async (state, who, act, expected) => {
    const requestId = requests.get(state) ?? "";
    const scope = world[who];
    const isStaff = scope.kind === "staff";
    const path = `${isStaff ? "/staff" : ""}/requests/${requestId}`;
    const request = await requestOf(scope, path, acts[act]);
    const send = isStaff ? staffRequest.action : clientRequest.action;
    let said: unknown;
    const status = await statusOf(
      async () => (said = await send({ request, params: { requestId }, context: {} })),
    );
    expect(status).toBe(expected);
    if (status === 409) expect(said).toMatchObject({ data: { refused: [expect.stringMatching(/\w.*\./)] } });
  });
});
