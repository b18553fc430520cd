import { beforeAll, beforeEach, expect, test } from "vitest";

import { acceptInvitation } from "#app/identity/accept-invitation.server.ts";
import { requireUser } from "#app/identity/guard.server.ts";
import {
  findInvitation,
  invite,
  resendInvitation,
  revokeInvitation,
} from "#app/identity/invitation.server.ts";
import { changeRole, endAccess } from "#app/identity/manage-people.server.ts";
import { getPeoplePage } from "#app/identity/people-page.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { buildUser } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, from, request } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
let manager: Scope;
let owner: Scope;
beforeAll(async () => {
  world = await buildWorld();
  manager = await scopeOf(await buildUser({ clientId: world.jansen, role: "manager" }));
  owner = await scopeOf(await buildUser({ clientId: null, role: "owner" }));
});
beforeEach(async () => {
  await behind("delete from sign_in_throttle");
});

async function scopeOf(person: { email: string }): Promise<Scope> {
  return requireUser(request("/", { jar: await browserOf(person) }));
}

const password = "acht blije otters zwemmen";
let count = 0;
const invitee = (clientId: string | null, role: string) => ({
  clientId,
  role,
  name: "Nieuw Persoon",
  email: `new-${++count}@klant.example`,
  locale: "nl" as const,
});

async function lastLink(email: string): Promise<string> {
  const [letter] = await behind<{ link: string }>(
    "select props->>'link' as link from letter where recipient = $1 and template = 'invitation' order by created_at desc limit 1",
    [email],
  );
  return letter?.link.split("/").at(-1) ?? "";
}

test("a manager invites a colleague, who accepts and signs in; the link is kept as a hash and works once", async () => {
  const person = invitee(world.jansen, "finance");
  expect(await invite(manager, person)).toMatchObject({ ok: true });
  const token = await lastLink(person.email);
  expect(JSON.stringify(await behind("select * from invitation"))).not.toContain(token);
  expect(await findInvitation(token)).toMatchObject({ place: "Bakkerij Jansen", role: "finance" });
  expect(await acceptInvitation(token, { name: "Nieuw", password: "kort" })).toEqual({
    ok: false,
    refusal: "password-too-short-alone",
  });
  expect(await acceptInvitation(token, { name: "Nieuw", password })).toEqual({
    ok: true,
    email: person.email,
  });
  expect(await acceptInvitation(token, { name: "Nieuw", password })).toEqual({
    ok: false,
    refusal: "link-over",
  });
  expect(await from("10.2.0.1", () => signIn(request("/sign-in"), person.email, password))).toMatchObject({
    ok: true,
  });
});

test("invited five times at once, one invitation is open; sent again five times at once, still one", async () => {
  const person = invitee(world.jansen, "employee");
  const open = (): Promise<{ id: string }[]> =>
    behind("select id from invitation where email = $1 and revoked_at is null and accepted_at is null", [
      person.email,
    ]);
  await Promise.all(Array.from({ length: 5 }, () => invite(manager, person)));
  const [only, ...others] = await open();
  expect(others).toEqual([]);
  await behind("delete from sign_in_throttle");
  const again = await Promise.all(Array.from({ length: 5 }, () => resendInvitation(manager, only?.id ?? "")));
  expect(again.filter((answer) => answer.ok)).toHaveLength(1);
  expect(await open()).toHaveLength(1);
});

test("letters are limited to an address, whoever sends them, and to an inviter, wherever they go; a pause of a minute, and nothing is sent meanwhile", async () => {
  const person = invitee(world.jansen, "employee");
  const sent = async (email: string): Promise<number> =>
    (await behind("select from letter where recipient = $1 and template = 'invitation'", [email])).length;
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => invite(at % 2 ? manager : owner, person)),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
  expect(await sent(person.email)).toBe(5);
  const [last] = await behind<{ id: string }>(
    "select id::text from invitation where email = $1 and revoked_at is null",
    [person.email],
  );
  expect(await resendInvitation(manager, last?.id ?? "")).toEqual({
    ok: false,
    refusal: "locked",
    minutes: 1,
  });
  expect(await sent(person.email)).toBe(5);
  const others = [];
  for (let at = 0; at < 32; at++) others.push((await invite(manager, invitee(world.jansen, "employee"))).ok);
  expect(others.filter(Boolean).length).toBeLessThanOrEqual(30);
  expect(others.at(-1)).toBe(false);
  expect(await invite(owner, invitee(world.jansen, "employee"))).toMatchObject({ ok: true });
  await behind("update sign_in_throttle set locked_until = now() - interval '1 second'");
  expect(await invite(manager, invitee(world.jansen, "employee"))).toMatchObject({ ok: true });
});

test("two people with one link at the same time: one gets in", async () => {
  const person = invitee(world.jansen, "employee");
  await invite(manager, person);
  const token = await lastLink(person.email);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => acceptInvitation(token, { name: "Nieuw", password })),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(
    await behind('select from membership m join "user" u on u.id = m.user_id where u.email = $1', [
      person.email,
    ]),
  ).toHaveLength(1);
});

test("sending again ends the link before; taking back and seven days end it too", async () => {
  const person = invitee(world.jansen, "employee");
  const first = await invite(manager, person);
  const oldToken = await lastLink(person.email);
  const again = await resendInvitation(manager, first.ok ? first.value.invitationId : "");
  const token = await lastLink(person.email);
  expect(await findInvitation(oldToken)).toBeNull();
  expect(await findInvitation(token)).not.toBeNull();
  const expire = (inSeconds: number) =>
    behind("update invitation set expires_at = $2 where email = $1", [
      person.email,
      new Date(now().getTime() + inSeconds * 1000),
    ]);
  await expire(-1);
  expect(await findInvitation(token)).toBeNull();
  await expire(86_400);
  expect(await revokeInvitation(manager, again.ok ? again.value.invitationId : "")).toMatchObject({
    ok: true,
  });
  expect(await findInvitation(token)).toBeNull();
});

test("nobody invites beyond their own place and role", async () => {
  const engineer = await scopeOf(await buildUser({ clientId: null, role: "engineer" }));
  const account = await scopeOf(await buildUser({ clientId: null, role: "account_manager" }));
  const employee = await scopeOf(await buildUser({ clientId: world.jansen, role: "finance" }));
  const may = async (scope: Scope, clientId: string | null, role: string): Promise<boolean> =>
    (await invite(scope, invitee(clientId, role))).ok;
  expect([
    await may(manager, world.jansen, "manager"),
    await may(manager, world.vogel, "employee"),
    await may(manager, null, "engineer"),
    await may(manager, world.jansen, "owner"),
  ]).toEqual([true, false, false, false]);
  expect([
    await may(owner, null, "owner"),
    await may(owner, world.vogel, "manager"),
    await may(owner, null, "manager"),
  ]).toEqual([true, true, false]);
  expect([await may(account, world.vogel, "manager"), await may(account, null, "engineer")]).toEqual([
    true,
    false,
  ]);
  expect([
    await may(engineer, world.vogel, "employee"),
    await may(employee, world.jansen, "employee"),
  ]).toEqual([false, false]);
});

test("an address that has access elsewhere looks invited to the manager, and no new password is set by its link", async () => {
  const there = await buildUser({ clientId: world.vogel, role: "employee" });
  expect(await invite(manager, { ...invitee(world.jansen, "employee"), email: there.email })).toMatchObject({
    ok: true,
  });
  expect(await acceptInvitation(await lastLink(there.email), { name: "X", password })).toEqual({
    ok: false,
    refusal: "has-account",
  });
  const here = await buildUser({ clientId: world.jansen, role: "employee" });
  expect(await invite(manager, { ...invitee(world.jansen, "employee"), email: here.email })).toEqual({
    ok: false,
    refusal: "has-access",
  });
});

test("somebody whose access ended comes back by a new invitation, with the same account", async () => {
  const person = await buildUser({ clientId: world.vogel, role: "employee" });
  await behind("update membership set ended_at = now() where user_id = $1", [person.userId]);
  await invite(manager, { ...invitee(world.jansen, "approver"), email: person.email });
  expect(await acceptInvitation(await lastLink(person.email), { name: "Terug", password })).toMatchObject({
    ok: true,
  });
  expect(await scopeAfter(person.email)).toMatchObject({
    userId: person.userId,
    clientId: world.jansen,
    role: "approver",
  });
});

async function scopeAfter(email: string): Promise<Scope> {
  const answer = await from("10.2.9.1", () => signIn(request("/sign-in"), email, password));
  const cookie = answer.ok
    ? answer.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ")
    : "";
  return requireUser(new Request("http://localhost:3000/", { headers: { cookie } }));
}

async function membershipOf(userId: string): Promise<string> {
  return (
    (
      await behind<{ id: string }>(
        "select id::text from membership where user_id = $1 and ended_at is null",
        [userId],
      )
    )[0]?.id ?? ""
  );
}

test("nobody ends or raises themselves; other places' people are not there", async () => {
  expect(await endAccess(manager, await membershipOf(manager.userId))).toEqual({
    ok: false,
    refusal: "own-access",
  });
  expect(await changeRole(owner, await membershipOf(owner.userId), "engineer")).toEqual({
    ok: false,
    refusal: "own-access",
  });
  const foreign = await buildUser({ clientId: world.vogel, role: "employee" });
  expect(await endAccess(manager, await membershipOf(foreign.userId))).toEqual({
    ok: false,
    refusal: "not-found",
  });
  expect(await endAccess(manager, await membershipOf(owner.userId))).toEqual({
    ok: false,
    refusal: "not-found",
  });
  const colleague = await buildUser({ clientId: world.jansen, role: "employee" });
  expect(await changeRole(manager, await membershipOf(colleague.userId), "owner")).toEqual({
    ok: false,
    refusal: "not-allowed",
  });
  expect(await changeRole(manager, await membershipOf(colleague.userId), "approver")).toMatchObject({
    ok: true,
  });
  const engineer = await scopeOf(await buildUser({ clientId: null, role: "engineer" }));
  expect(await endAccess(engineer, await membershipOf(owner.userId))).toEqual({
    ok: false,
    refusal: "not-allowed",
  });
});

test("two owners who end each other at the same time: one owner is left", async () => {
  const second = await scopeOf(await buildUser({ clientId: null, role: "owner" }));
  const [first, other] = [await membershipOf(owner.userId), await membershipOf(second.userId)];
  for (let round = 0; round < 5; round++) {
    await behind("update membership set ended_at = null where id = any($1::uuid[])", [[first, other]]);
    const answers = await Promise.all([endAccess(owner, other), endAccess(second, first)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await behind("select from membership where role = 'owner' and ended_at is null")).toHaveLength(1);
  }
  await behind(
    "update membership set ended_at = case when id = $1 then null else now() end where id = any($2::uuid[])",
    [first, [first, other]],
  );
});

test("the page lists a place's own people and open invitations", async () => {
  const page = await getPeoplePage(manager, world.jansen);
  const foreign = await buildUser({ clientId: world.vogel, role: "employee" });
  expect(page.people.map((person) => person.userId)).toContain(manager.userId);
  expect(page.people.map((person) => person.userId)).not.toContain(foreign.userId);
  expect((await getPeoplePage(manager, world.vogel)).people).toEqual([]);
});
