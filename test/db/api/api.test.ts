import { createHash, randomUUID } from "node:crypto";

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { answerCall } from "#app/api/answer-call.server.ts";
import { openApiDocument } from "#app/api/document.server.ts";
import { getKeysPage, revokeKey, revokeKeysInside } from "#app/api/keys/make-key.server.ts";
import { partsOf, type Operation } from "#app/api/operation.ts";
import { operations } from "#app/api/operations.server.ts";
import { writeCursor } from "#app/api/rules/cursor.ts";
import { appendMembership } from "#app/identity/membership-store.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { asOf, now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { approve, askChange, itemOf, tickLines } from "#test/builders/change.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { newKey, startApi, type Api, type Called } from "#test/db/api/caller.ts";
import { buildWorld, staff, type World } from "#test/db/desk/world.ts";

const owner = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
let world: World;
let api: Api;
let requestId = "";
let changeId = "";
let listId = "";
let remote = "";

beforeAll(async () => {
  await owner.connect();
  world = await buildWorld();
  remote = (await buildWorkTypes()).remote;
  await buildLot(world.jansen);
  requestId = (await ask("Kassa traag")).id;
  listId = await itemOf("mailbox");
  changeId = await freshChange(false);
  await addNote(world.daan, { id: randomUUID(), requestId, body: "Intern" });
  await buildTimeEntry(world.daan, {
    clientId: world.jansen,
    requestId,
    workTypeId: remote,
    workedMinutes: 3,
  });
  api = await startApi(world.noor);
});
afterAll(async () => {
  await api?.close();
  await owner.end();
});

const ask = (title: string) =>
  createRequest(world.petra, { id: randomUUID(), clientId: "", title, description: "" });
const field = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );
const nameOf = ({ body }: Called): string => String(field(body, "type")).split("#").at(-1) ?? "";

const ajv = new Ajv2020({ strict: true, validateFormats: false });
ajv.addVocabulary(["openapi", "info", "servers", "security", "tags", "paths", "components"]);
const schemaKey = "https://portal.example/openapi.json";
ajv.addSchema({ ...openApiDocument("exact"), $id: schemaKey });
const checks = new Map<string, ValidateFunction | null>();
/** The check of a part of the document, made once; null where there is none. */
function checkFor(...parts: string[]): ValidateFunction | null {
  const steps = parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  const $ref = `${schemaKey}#/${steps.join("/")}`;
  const known =
    checks.get($ref) ?? (field(openApiDocument("exact"), ...parts) ? ajv.compile({ $ref }) : null);
  checks.set($ref, known);
  return known;
}

/** Holds an answer against the document: its status is listed there, and its body fits, without a field too many. */
function expectDocumented({ path, method, id }: Operation, { status, headers, body }: Called): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  expect(headers.get("content-type"), id).toBe(type);
  const check = checkFor("paths", path, method, "responses", String(status), "content", type, "schema");
  expect(check, `${id} ${status} is not in the document`).not.toBeNull();
  expect(check?.(body), `${id}: ${JSON.stringify(check?.errors)} ${JSON.stringify(body)}`).toBe(true);
}

const list = { kind: "list", address: "info@bakker.example", members: "Allen" };

/** A standard change that was approved; with its checklist done where it is to be completed. */
async function freshChange(isDone: boolean): Promise<string> {
  const id = await askChange(world.tom, "mailbox", list);
  await approve(world.petra, id);
  if (isDone) await tickLines(world.daan, world.jansen, id);
  return id;
}

const isOfChange = ({ path }: Operation): boolean => path.includes("/change");
/** A request that an operation can do its act on. */
async function freshFor(operation: Operation): Promise<string> {
  return isOfChange(operation)
    ? freshChange(operation.id === "completeChange")
    : (await ask("Voor de goede afloop")).id;
}

const pathFor = (
  { path, query }: Operation,
  ids: { clientId: string; requestId: string },
  itemId = listId,
): string => {
  const filled = path
    .replace("{clientId}", ids.clientId)
    .replace("{requestId}", ids.requestId)
    .replace("{itemId}", itemId);
  return "requesterId" in query.shape ? `${filled}?requesterId=${world.tom.userId}` : filled;
};

/** What each change is sent when all is well. */
const bodies: Record<string, () => Record<string, unknown>> = {
  createRequest: () => ({
    clientId: world.jansen,
    title: "Printer",
    description: "Papier vast",
    requesterId: world.tom.userId,
    priority: "high",
  }),
  createChange: () => ({
    clientId: world.jansen,
    requesterId: world.tom.userId,
    itemId: listId,
    answers: Object.entries(list).map(([key, value]) => ({ key, values: [value] })),
    priority: "high",
    checked: "Teruggebeld",
  }),
  tickLine: () => ({ position: 1, done: true, proof: "M365" }),
  completeChange: () => ({ from: "new" }),
  moveRequest: () => ({ from: "new", to: "in_progress" }),
  assignRequest: () => ({ from: null, to: world.daan.userId }),
  prioritiseRequest: () => ({ to: "high" }),
  addComment: () => ({ body: "Ik kijk ernaar", internal: false }),
  logTime: () => ({
    workedOn: "2026-11-24",
    workedMinutes: 10,
    workTypeId: remote,
    nature: "reactive",
    note: "Gedaan",
  }),
};

describe.each(operations.map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
  const isChange = operation.method === "post";
  const ours = isOfChange(operation) ? () => changeId : () => requestId;
  const send = (more: Parameters<Api["call"]>[2] = {}, id = ours(), query = "") =>
    api.call(
      operation.method.toUpperCase(),
      pathFor(operation, { clientId: world.jansen, requestId: id }) + query,
      isChange ? { body: bodies[operation.id]?.(), ...more } : more,
    );

  test("answers as the document says, and refuses what it names", async () => {
    const good = await send({}, isChange ? await freshFor(operation) : ours());
    expect(good.status, JSON.stringify(good.body)).toBe(operation.status);
    expectDocumented(operation, good);

    const others = operation.scope === "hours:read" ? "clients:read" : "hours:read";
    const unknown = "requesterId" in operation.query.shape ? "&unknown=1" : "?unknown=1";
    const limited = await newKey(world.noor, { scopes: [others] });
    const refused: [string, number, Called][] = [
      ["not-authenticated", 401, await send({ key: null })],
      ["not-authenticated", 401, await send({ key: null, headers: { authorization: "Bearer tgd_x" } })],
      ["scope-missing", 403, await send({ key: limited })],
    ];
    if (!isChange) refused.push(["invalid-request", 400, await send({}, ours(), unknown)]);
    if (operation.path.includes("{")) {
      const path = (id: string) => pathFor(operation, { clientId: id, requestId: id }, id);
      const to = (id: string) =>
        api.call(
          operation.method.toUpperCase(),
          path(id),
          isChange ? { body: bodies[operation.id]?.() } : {},
        );
      refused.push(["not-found", 404, await to(randomUUID())], ["invalid-request", 400, await to("7")]);
    }
    for (const [name, status, called] of refused) {
      expect([nameOf(called), called.status], JSON.stringify(called.body)).toEqual([name, status]);
      expectDocumented(operation, called);
    }
  });

  test.runIf(isChange)("takes no wrong body, and the same change once", async () => {
    const body = bodies[operation.id]?.() ?? {};
    for (const [name, part] of partsOf(operation.body).filter(([one]) => one in body)) {
      const { [name]: _, ...without } = body;
      const isOptional = part.safeParse(undefined).success;
      for (const wrong of [...(isOptional ? [] : [without]), { ...body, [name]: { no: 1 } }]) {
        const called = await send({ body: wrong });
        expect([called.status, field(called.body, "errors", "0", "pointer")], name).toEqual([
          400,
          `/${name}`,
        ]);
        expectDocumented(operation, called);
      }
    }
    const wrongs: [string, number, Called][] = [
      ["invalid-request", 400, await send({ body: { ...body, extra: 1 } })],
      ["invalid-json", 400, await send({ body: "{" })],
      ["not-json", 415, await send({ headers: { "content-type": "text/plain" } })],
      ["idempotency-key-missing", 400, await send({ idem: null })],
    ];
    for (const [name, status, called] of wrongs) {
      expect([nameOf(called), called.status]).toEqual([name, status]);
      expectDocumented(operation, called);
    }
    const fresh = await freshFor(operation);
    const idem = randomUUID();
    const sent = await Promise.all([1, 2, 3].map(() => send({ idem }, fresh)));
    for (const one of sent) expect([one.status, one.body]).toEqual([operation.status, sent[0]?.body]);
    const other = await send({ idem, body: { ...body, extra: 1 } }, fresh);
    // what can't be read is refused before its key is looked at
    expect(other.status).toBe(400);
    const others: Record<string, object> = {
      createRequest: { title: "Iets anders" },
      createChange: { checked: "" },
    };
    const otherBody = { ...body, ...others[operation.id] };
    const otherRow = await send({ idem, body: otherBody });
    expect([nameOf(otherRow), otherRow.status]).toEqual(["other-request", 422]);
    expectDocumented(operation, otherRow);
  });
});

test("the document names every operation once, with answers for each, and no schema without a name that it points to", () => {
  const text = JSON.stringify(openApiDocument());
  for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    expect(field(openApiDocument(), "components", "schemas", name), name).toBeDefined();
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  expect(text).not.toMatch(/\$defs|\$schema/);
});

test("a refusal says by its name how it stands, and is answered again to who repeats it", async () => {
  const { id } = await ask("Twee engineers");
  const idem = randomUUID();
  const wrong = { idem, body: { from: "waiting", to: "done" } };
  const first = await api.call("POST", `/requests/${id}/state`, wrong);
  expect([nameOf(first), first.status]).toEqual(["changed-meanwhile", 409]);
  expect((await api.call("POST", `/requests/${id}/state`, wrong)).body).toEqual(first.body);
});

test("a PSA takes in a change, ticks its lines and completes it; one with open lines is a 409, and so are wrong answers", async () => {
  const body = { ...bodies["createChange"]?.(), checked: "" };
  const wrong = await api.call("POST", "/changes", { body: { ...body, answers: [] } });
  expect([nameOf(wrong), wrong.status]).toEqual(["answers-wrong", 409]);
  expect(field(wrong.body, "errors", "0")).toMatchObject({ pointer: "/answers/kind", code: "missing" });
  const made = await api.call("POST", "/changes", { body });
  expect(made.body).toMatchObject({
    ...{ kind: "change", state: "awaiting_approval", priority: "high" },
    requesterName: "Tom de Boer",
  });
  const id = String(field(made.body, "id"));
  const change = async () => (await api.call("GET", `/requests/${id}/change`)).body;
  const complete = () => api.call("POST", `/requests/${id}/change/completion`, { body: { from: "new" } });
  expect(nameOf(await complete())).toBe("changed-meanwhile");
  await approve(world.petra, id);
  const open = await complete();
  expect([nameOf(open), open.status]).toEqual(["lines-open", 409]);
  const { lines, approvals } = z
    .object({ lines: z.array(z.object({ position: z.int() })), approvals: z.array(z.unknown()) })
    .parse(await change());
  expect(approvals).toMatchObject([{ state: "approved", decisions: [{ name: "Petra Jansen" }] }]);
  for (const { position } of lines)
    await api.call("POST", `/requests/${id}/change/lines`, { body: { position, done: true, proof: "M365" } });
  expect((await complete()).body).toMatchObject({ state: "done" });
  expect(nameOf(await complete())).toBe("changed-meanwhile");
  expect(await change()).toMatchObject({
    lines: lines.map(() => ({ doneByName: "Noor Smit", proof: "M365" })),
  });
});

test("what a caller knows is a 304, and a change on what somebody else changed meanwhile is a 412 that changes nothing", async () => {
  const { id } = await ask("Twee tegelijk");
  const read = (tag?: string) =>
    api.call("GET", `/requests/${id}`, tag === undefined ? {} : { headers: { "if-none-match": tag } });
  const first = await read();
  const tag = first.headers.get("etag") ?? "";
  expect(tag).toMatch(/^"\d+-[\w-]{22}"$/);
  expect(await read(`"x", W/${tag}`)).toMatchObject({ status: 304, body: null });
  const list = await api.call("GET", "/clients");
  const known = { "if-none-match": list.headers.get("etag") ?? "" };
  expect((await api.call("GET", "/clients", { headers: known })).status).toBe(304);

  const urgent = (to: string, ifMatch: string, idem = randomUUID()) =>
    api.call("POST", `/requests/${id}/priority`, { idem, body: { to }, headers: { "if-match": ifMatch } });
  const both = await Promise.all([urgent("high", tag), urgent("low", tag)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  const late = both.find(({ status }) => status === 412) ?? first;
  expect(nameOf(late)).toBe("precondition-failed");
  const operation = operations.find((one) => one.id === "prioritiseRequest");
  if (operation) expectDocumented(operation, late);
  const now = await read(tag);
  expect([now.status, field(now.body, "priority")]).toEqual([200, both[0]?.status === 200 ? "high" : "low"]);
  const revision = `"${String(field(now.body, "revision"))}"`;
  const idem = randomUUID();
  expect((await urgent("normal", revision, idem)).status).toBe(200);
  expect((await urgent("normal", revision, idem)).status, "repeated").toBe(200);
  expect((await urgent("normal", "*", idem)).status, "another precondition").toBe(422);
});

test("time logged twice by one key of the call draws the hours once; what the ledger refuses keeps no answer", async () => {
  const { id } = await ask("Uren");
  const balance = async () =>
    field((await api.call("GET", `/clients/${world.jansen}/hours`)).body, "balanceMinutes");
  const before = Number(await balance());
  const idem = randomUUID();
  const body = { ...bodies["logTime"]?.(), workedMinutes: 15 };
  const calls = await Promise.all([1, 2].map(() => api.call("POST", `/requests/${id}/time`, { idem, body })));
  expect(calls.map(({ status }) => status)).toEqual([201, 201]);
  expect(await balance()).toBe(before - Number(field(calls[0]?.body, "billedMinutes")));
  const listed = await api.call("GET", `/requests/${id}/time`);
  expect(field(listed.body, "items", "length")).toBe(1);
  const late = await api.call("POST", `/requests/${id}/time`, { body: { ...body, workedOn: "2026-11-27" } });
  expect([nameOf(late), late.status]).toEqual(["day-in-future", 409]);
});

describe("keys", () => {
  test("one that is revoked, has expired, or whose person left opens nothing; a cookie neither", async () => {
    const id = randomUUID();
    const revoked = await newKey(world.noor, { id });
    const expiring = await newKey(world.noor, { days: 1 });
    const kim = await staff("Kim Vos", "engineer");
    const leavers = await newKey(world.noor, { actsAs: kim.userId });
    const status = async (key: string) => (await api.call("GET", "/clients", { key })).status;
    expect([await status(revoked), await status(expiring), await status(leavers)]).toEqual([200, 200, 200]);
    await revokeKey(world.noor, id);
    await asSystem((tx) =>
      tx.membership.updateMany({ where: { userId: kim.userId }, data: { endedAt: now() } }),
    );
    expect([await status(revoked), await status(leavers)]).toEqual([401, 401]);
    await asSystem((tx) => appendMembership(tx, { clientId: null, userId: kim.userId, role: "engineer" }));
    expect(await status(leavers), "whose person came back").toBe(401);
    const again = await newKey(world.noor, { actsAs: kim.userId });
    expect(await status(again)).toBe(200);
    await asSystem((tx) => revokeKeysInside(tx, world.noor, kim.userId));
    expect(await status(again)).toBe(401);
    const later = await asOf(new Date(now().getTime() + 90_000_000), () => within(expiring, "/clients"));
    expect(later.status).toBe(401);
    const cookie = await api.call("GET", "/clients", { key: null, headers: { cookie: "session_token=x" } });
    expect(cookie.status).toBe(401);
  });

  test("is kept as a hash, shows when it was used, and acts with its person's rights and name", async () => {
    const key = await newKey(world.noor, { actsAs: world.fien.userId });
    const { rows } = await owner.query<{ text: string }>("select k::text as text from api_key k");
    expect(rows.some(({ text }) => text.includes(key.slice(12)))).toBe(false);
    // finance reads contracts and takes no requests
    expect((await api.call("GET", `/clients/${world.jansen}/contracts`, { key })).status).toBe(200);
    const refused = await api.call("POST", "/requests", { key, body: bodies["createRequest"]?.() });
    expect([nameOf(refused), refused.status]).toEqual(["scope-missing", 403]);
    const { keys } = await getKeysPage(world.noor);
    expect(keys.find(({ prefix }) => prefix === key.slice(0, 10))).toMatchObject({
      actsAsName: "Fien Mulder",
    });
    expect(keys.find(({ prefix }) => prefix === key.slice(0, 10))?.lastUsedAt).toBeInstanceOf(Date);
    const { rows: audit } = await owner.query<{ via: string }>(
      "select detail->>'via' as via from audit_event where action = 'request.created' and detail ? 'via'",
    );
    expect(audit[0]?.via).toBe("PSA");
  });

  test("too many calls by one key are refused until the minute is over", async () => {
    const id = randomUUID();
    const key = await newKey(world.noor, { id });
    await owner.query(
      "insert into sign_in_throttle (subject, failures, last_failure_at, locked_until) values ($1, 600, now(), now() + interval '1 minute')",
      [`api:${id}`],
    );
    const refused = await api.call("GET", "/clients", { key });
    expect([nameOf(refused), refused.status, refused.headers.get("retry-after")]).toEqual([
      "too-many-requests",
      429,
      "60",
    ]);
  });

  test("a change that would send more letters than an hour has is refused, and is not made", async () => {
    const key = await newKey(world.noor, { actsAs: world.daan.userId });
    await owner.query(
      "insert into sign_in_throttle (subject, failures, last_failure_at, locked_until) values ($1, 2000, now(), now() + interval '1 hour')",
      [`letters:${world.daan.userId}`],
    );
    const body = "Een antwoord te veel";
    const refused = await api.call("POST", `/requests/${requestId}/comments`, {
      key,
      body: { body, internal: false },
    });
    expect([nameOf(refused), refused.status, refused.headers.get("retry-after")]).toEqual([
      "too-many-requests",
      429,
      "3600",
    ]);
    const { rowCount } = await owner.query("select from request_comment where body = $1", [body]);
    expect(rowCount).toBe(0);
  });
});

/** A call as of the clock of who asks, without a port. */
const within = (key: string, path: string) => {
  const url = new URL(path, "http://here");
  return answerCall({
    method: "GET",
    path: url.pathname,
    query: url.searchParams,
    header: (name) => (name === "authorization" ? `Bearer ${key}` : undefined),
    body: async () => Buffer.alloc(0),
  });
};

test("a problem is told in the language that the call accepts, else in English, under the same name", async () => {
  const languages = ["de-DE,de;q=0.9", "nl", "fr, *"];
  const problems = await Promise.all(
    languages.map((language) => api.call("GET", "/nothing", { headers: { "accept-language": language } })),
  );
  expect(problems.map(nameOf)).toEqual(["not-found", "not-found", "not-found"]);
  expect(problems.map(({ body }) => field(body, "detail"))).toEqual([
    "Diese Adresse oder diesen Datensatz gibt es nicht.",
    "Dit adres of deze rij bestaat niet.",
    "There is no such address, or no such row.",
  ]);
});

test("pages hold every request once; a cursor of another list is refused, and what changes comes again", async () => {
  const all = new Set<unknown>();
  let rows = 0;
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Called = await api.call(
      "GET",
      `/requests?clientId=${world.jansen}&limit=3${cursor ? `&cursor=${cursor}` : ""}`,
    );
    const items = field(page.body, "items");
    for (const item of Array.isArray(items) ? items : []) {
      all.add(field(item, "id"));
      rows += 1;
    }
    const next = field(page.body, "nextCursor");
    cursor = typeof next === "string" ? next : null;
    if (cursor !== null) {
      const other = await api.call("GET", `/requests?limit=3&cursor=${cursor}`);
      expect([nameOf(other), other.status]).toEqual(["invalid-cursor", 400]);
      // Of the right list, with a place that is no instant.
      const filter = createHash("sha256").update("{}").digest("base64url").slice(0, 12);
      const forged = writeCursor({ after: "no instant", id: requestId, filter });
      const made = await api.call("GET", `/requests?limit=3&cursor=${forged}`);
      expect([nameOf(made), made.status]).toEqual(["invalid-cursor", 400]);
    }
  }
  const { rows: counted } = await owner.query<{ n: number }>(
    "select count(*)::int as n from request where client_id = $1",
    [world.jansen],
  );
  expect([rows, all.size]).toEqual([counted[0]?.n, counted[0]?.n]);

  const since = now().toISOString();
  const { id } = await ask("Sinds nu");
  const listed = async (at: Date) =>
    field(
      (await asOf(at, () => within(api.key, `/requests?updatedSince=${encodeURIComponent(since)}`))).body,
      "items",
    );
  // younger than 20 seconds: another change may still be committed before it in the order
  expect(await listed(now())).toEqual([]);
  const later = await listed(new Date(now().getTime() + 21_000));
  expect(Array.isArray(later) ? later.map((one) => field(one, "id")) : []).toContain(id);
});
