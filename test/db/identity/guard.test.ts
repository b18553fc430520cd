import { randomUUID } from "node:crypto";

import type { ActionFunctionArgs } from "@remix-run/node";

import { forClient, forStaff } from "#app/identity/permission.ts";
import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { identityAccess } from "#app/identity/access.ts";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { requireClient, requireStaff, requireUser } from "#app/identity/guard.server.ts";
import { endAccess } from "#app/identity/manage-people.server.ts";
import { clientRoles, staffRoles, type ClientRole, type StaffRole } from "#app/identity/scope.ts";
import { endOtherSessions, endSession, listSessions } from "#app/identity/sessions.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import { signOut } from "#app/identity/sign-out.server.ts";
import { authPrisma, inScope } from "#app/platform/db.server.ts";
import { action as notice } from "#app/routes/client/contract-notice.tsx";
import { action as people } from "#app/routes/client/people.tsx";
import { action as method } from "#app/routes/client/top-up-method.tsx";
import { action as brand } from "#app/routes/staff/brand.tsx";
import { action as microsoftApp } from "#app/routes/staff/microsoft-app.tsx";
import { buildUser } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, from, outcome, request, type Jar } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});
beforeEach(async () => {
  await behind("delete from sign_in_throttle");
});

const isIn = async (jar: Jar): Promise<boolean> => (await signedIn(request("/", { jar }))) !== null;

test("each side sees its own pages only, and each role what it may", async () => {
  const jars = new Map<string, Jar>();
  for (const role of clientRoles)
    jars.set(role, await browserOf(await buildUser({ clientId: world.jansen, role })));
  for (const role of staffRoles)
    jars.set(`staff ${role}`, await browserOf(await buildUser({ clientId: null, role })));
  for (const [who, jar] of jars) {
    const staff = who.startsWith("staff ");
    expect((await outcome(requireClient(request("/hours", { jar })))).status, who).toBe(staff ? 404 : 200);
    expect((await outcome(requireStaff(request("/staff", { jar })))).status, who).toBe(staff ? 200 : 404);
    for (const role of clientRoles)
      expect(
        (await outcome(requireClient(request("/x", { jar }), forClient(role)))).status,
        `${who} as ${role}`,
      ).toBe(who === role ? 200 : 404);
    for (const role of staffRoles)
      expect(
        (await outcome(requireStaff(request("/x", { jar }), forStaff(role)))).status,
        `${who} as staff ${role}`,
      ).toBe(who === `staff ${role}` ? 200 : 404);
  }
  expect(await outcome(requireClient(request("/", { jar: jars.get("staff owner") })))).toEqual({
    status: 302,
    to: "/staff",
  });
});

test("who may buy, manage people and read the audit log", () => {
  const person = { userId: "u", name: "n", email: "e", sessionId: "s" };
  const client = (role: ClientRole) =>
    ({ kind: "client", ...person, clientId: "c", clientName: "C", role }) as const;
  const staff = (role: StaffRole) => ({ kind: "staff", ...person, role }) as const;
  expect(clientRoles.filter((role) => may(client(role), clientsAccess.spend))).toEqual([
    "finance",
    "manager",
  ]);
  expect(clientRoles.filter((role) => may(client(role), identityAccess.manageOwnPeople))).toEqual([
    "manager",
  ]);
  expect(staffRoles.filter((role) => may(staff(role), identityAccess.manageColleagues))).toEqual(["owner"]);
  expect(staffRoles.filter((role) => may(staff(role), identityAccess.readAudit))).toEqual([
    "account_manager",
    "owner",
  ]);
  expect(clientRoles.filter((role) => may(client(role), identityAccess.readAudit))).toEqual([]);
});

test("ended access, an ended client and an expired session end within one request", async () => {
  const person = await buildUser({ clientId: world.vogel, role: "employee" });
  const jar = await browserOf(person);
  for (const [wound, cure] of [
    [
      "update membership set ended_at = now() where user_id = $1",
      "update membership set ended_at = null where user_id = $1",
    ],
    [
      "update client set ended_at = now() from membership m where m.client_id = client.id and m.user_id = $1",
      "update client set ended_at = null from membership m where m.client_id = client.id and m.user_id = $1",
    ],
    [
      "update session set expires_at = now() where user_id = $1",
      "update session set expires_at = now() + interval '1 hour' where user_id = $1",
    ],
  ] as const) {
    expect(await isIn(jar)).toBe(true);
    await behind(wound, [person.userId]);
    expect(await isIn(jar), wound).toBe(false);
    await behind(cure, [person.userId]);
  }
});

test("idle for more than an hour ends a staff session, eight hours a client's; being seen counts once a minute", async () => {
  const staff = await browserOf(await buildUser({ clientId: null, role: "engineer" }));
  const client = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  const idle = async (minutes: number): Promise<[boolean, boolean]> => {
    await behind("update session set last_seen_at = now() - make_interval(mins => $1)", [minutes]);
    return [await isIn(staff), await isIn(client)];
  };
  expect(await idle(59)).toEqual([true, true]);
  expect(await idle(61)).toEqual([false, true]);
  expect(await idle(8 * 60 - 1)).toEqual([false, true]);
  expect(await idle(8 * 60 + 1)).toEqual([false, false]);
  await behind("update session set last_seen_at = now() - interval '59 seconds'");
  await isIn(staff);
  const seen = async (): Promise<number> =>
    Number(
      (
        await behind<{ count: string }>(
          "select count(*) from session where last_seen_at > now() - interval '5 seconds'",
        )
      )[0]?.count,
    );
  expect(await seen()).toBe(0);
  await behind("update session set last_seen_at = now() - interval '61 seconds'");
  await isIn(staff);
  expect(await seen()).toBe(1);
});

test("all loaders of one request share one query; the next request asks anew", async () => {
  const jar = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  const scans = async (): Promise<number> => {
    await behind("select pg_stat_force_next_flush()");
    return Number(
      (
        await behind<{ n: string }>(
          "select idx_scan + seq_scan as n from pg_stat_user_tables where relname = 'session'",
        )
      )[0]?.n,
    );
  };
  const settle = (): Promise<unknown> => authPrisma().$queryRaw`select pg_stat_force_next_flush()::text`;
  // The first request of a session also keeps where it is.
  await isIn(jar);
  await settle();
  const before = await scans();
  await from("10.0.0.1", () =>
    Promise.all(["/", "/hours", "/x"].map((path) => requireUser(request(path, { jar })))),
  );
  await settle();
  expect((await scans()) - before).toBe(1);
});

test("a person lists and ends their own sessions, nobody else's", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const other = await buildUser({ clientId: world.jansen, role: "employee" });
  const [phone, laptop, stranger] = [
    await browserOf(person),
    await browserOf(person),
    await browserOf(other),
  ];
  const scope = await requireUser(request("/", { jar: phone }));
  const theirs = await requireUser(request("/", { jar: stranger }));
  const list = await listSessions(scope);
  expect(list.map((session) => session.current)).toEqual([true, false]);
  expect(await endSession(scope, theirs.sessionId)).toBe(false);
  expect(await isIn(stranger)).toBe(true);
  expect(await endSession(scope, list[1]?.id ?? "")).toBe(true);
  expect(await isIn(laptop)).toBe(false);
  const tablet = await browserOf(person);
  expect(await endOtherSessions(scope)).toBe(1);
  expect([await isIn(tablet), await isIn(phone)]).toEqual([false, true]);
});

test("signing out ends the session itself, not only the cookie", async () => {
  const jar = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  const headers = await signOut(request("/sign-out", { jar, form: {} }));
  expect(headers.get("clear-site-data")).toBe('"cache", "storage"');
  expect(await isIn(jar)).toBe(false);
  expect(jar.take(headers).cookies.has("tegoed.session_token")).toBe(false);
});

test("the sign-in role sees who is a member and no business; the application's role sees no session, secret or password", async () => {
  await expect(authPrisma().$queryRaw`select * from membership`).rejects.toThrow(/permission denied/);
  await expect(authPrisma().$queryRaw`select * from time_entry`).rejects.toThrow(/permission denied/);
  await expect(authPrisma().$executeRaw`update membership set role = 'owner'`).rejects.toThrow(
    /permission denied/,
  );
  const scope = { kind: "system" } as const;
  for (const table of ["session", "account", "two_factor", "verification", "sign_in_throttle"]) {
    await expect(
      inScope(scope, (tx) => tx.$queryRawUnsafe(`select * from ${table}`)),
      table,
    ).rejects.toThrow(/permission denied/);
  }
  await expect(
    inScope(scope, (tx) => tx.$executeRaw`update "user" set email = 'x@x.example'`),
  ).rejects.toThrow(/permission denied/);
});

test("ending access deletes the sessions too", async () => {
  const owner = await requireUser(
    request("/", { jar: await browserOf(await buildUser({ clientId: null, role: "owner" })) }),
  );
  const person = await buildUser({ clientId: null, role: "engineer" });
  const jar = await browserOf(person);
  const [row] = await behind<{ id: string }>("select id::text from membership where user_id = $1", [
    person.userId,
  ]);
  expect(await endAccess(owner, row?.id ?? "")).toMatchObject({ ok: true });
  expect(await isIn(jar)).toBe(false);
  expect(await behind("select from session where user_id = $1", [person.userId])).toHaveLength(0);
});

test("what gives access, says where money comes from or ends a contract asks again after a quarter of an hour", async () => {
  const manager = await browserOf(await buildUser({ clientId: world.jansen, role: "manager" }));
  const owner = await browserOf(await buildUser({ clientId: null, role: "owner" }));
  await behind("update session set created_at = now() - interval '16 minutes'");
  const id = randomUUID();
  const invited = {
    intent: "invite",
    name: "Wie ook",
    email: "wie@ook.example",
    role: "employee",
    locale: "nl",
  };
  const asked: [Jar, string, (args: ActionFunctionArgs) => Promise<unknown>, Record<string, string>][] = [
    [manager, "/people", people, invited],
    [manager, "/people", people, { intent: "role", id, role: "manager" }],
    [manager, "/people", people, { intent: "resend", id }],
    [manager, "/top-up/method", method, {}],
    [manager, `/contract/${id}/notice`, notice, {}],
    [owner, "/staff/settings/microsoft", microsoftApp, {}],
    [owner, "/staff/settings/brand", brand, { intent: "contact" }],
  ];
  for (const [jar, path, action, form] of asked) {
    const sent = action({ request: request(path, { jar, form }), params: { contractId: id }, context: {} });
    expect(await outcome(sent), path).toEqual({
      status: 302,
      to: `/security/confirm?to=${encodeURIComponent(path)}`,
    });
  }
  const ending = people({
    request: request("/people", { jar: manager, form: { intent: "end", id } }),
    params: {},
    context: {},
  });
  expect(await outcome(ending)).toEqual({ status: 404, to: null });
});
