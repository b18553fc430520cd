import { performJob } from "#app/platform/jobs.server.ts";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { acceptInvitation } from "#app/identity/accept-invitation.server.ts";
import { openAccount } from "#app/identity/account-store.server.ts";
import { changePassword } from "#app/identity/change-password.server.ts";
import { requireUser } from "#app/identity/guard.server.ts";
import { invite } from "#app/identity/invitation.server.ts";
import { identityJobs } from "#app/identity/jobs.server.ts";
import { endAccess } from "#app/identity/manage-people.server.ts";
import { findReset, resetPassword } from "#app/identity/reset-password.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { findChallenged } from "#app/identity/sign-in-code.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import * as invitationPage from "#app/routes/public/invitation.tsx";
import * as resetPage from "#app/routes/public/reset.tsx";
import { buildUser, everybodysPassword, type BuiltUser } from "#test/builders/user.ts";
import {
  behind,
  browserOf,
  buildWorld,
  enrol,
  from,
  Jar,
  lastLinkTo,
  outcome,
  request,
} from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});
beforeEach(async () => {
  await behind("delete from sign_in_throttle");
});

const next = "zeven groene fietsen";

/** Asks for a reset link as the job does; answers its token. */
async function resetLink(email: string): Promise<string> {
  await performJob(identityJobs["identity.send-reset"], { email });
  return lastLinkTo(email, "reset-password");
}

const employee = (): Promise<BuiltUser> => buildUser({ clientId: world.jansen, role: "employee" });

async function endAccessOf(person: BuiltUser): Promise<void> {
  const manager = await buildUser({ clientId: world.jansen, role: "manager" });
  const scope = await requireUser(request("/", { jar: await browserOf(manager) }));
  const [row] = await behind<{ id: string }>("select id::text from membership where user_id = $1", [
    person.userId,
  ]);
  expect(await endAccess(scope, row?.id ?? "")).toMatchObject({ ok: true });
}

async function changeOwnPassword(person: BuiltUser): Promise<void> {
  const jar = await browserOf(person);
  const present = await signedIn(request("/", { jar }));
  if (!present) throw new Error("not signed in");
  const page = request("/security/password", { jar });
  expect(await changePassword(page, present, everybodysPassword, next)).toMatchObject({ ok: true });
}

const ends: Record<string, (person: BuiltUser, token: string) => Promise<unknown>> = {
  "a reset by it": (_person, token) => resetPassword(token, next),
  "a password change": (person) => changeOwnPassword(person),
  "a newer request": (person) => resetLink(person.email),
  "the end of access": (person) => endAccessOf(person),
  "a new account password": ({ email, name }) =>
    openAccount({ email, name, locale: "nl", passwordHash: "unused" }),
};

test.each(Object.entries(ends))("after %s a reset link answers 410, page and form", async (what, end) => {
  const person = await employee();
  const token = await resetLink(person.email);
  const params = { token };
  const visit = (form?: Record<string, string>): Promise<{ status: number }> => {
    const asked = request(`/reset/${token}`, form ? { form } : {});
    const call = { request: asked, params, context: {} };
    return outcome(form ? resetPage.action(call) : resetPage.loader(call));
  };
  expect(await visit()).toMatchObject({ status: 200 });
  await end(person, token);
  expect(await visit()).toMatchObject({ status: 410 });
  expect(await visit({ password: "acht blije otters zwemmen" })).toMatchObject({ status: 410 });
  if (what === "the end of access")
    // Access that comes back within the half hour does not bring the link back.
    await behind("update membership set ended_at = null where user_id = $1", [person.userId]);
  expect(await findReset(token)).toBeNull();
});

test("of several requests the newest link alone works, also where an older row was left behind", async () => {
  const person = await employee();
  const older = await resetLink(person.email);
  const kept = await behind("select * from verification where value = $1", [person.userId]);
  const newest = await resetLink(person.email);
  expect(kept).toHaveLength(1);
  // As if the deletion had failed: what is looked up must be the newest.
  await behind(
    "insert into verification select * from json_populate_recordset(null::verification, $1::json) on conflict do nothing",
    [JSON.stringify(kept)],
  );
  expect(await findReset(older)).toBeNull();
  expect(await findReset(newest)).toMatchObject({ email: person.email });
});

test("ten requests at the same time leave one link that works", async () => {
  const person = await employee();
  await Promise.all(
    Array.from({ length: 10 }, () =>
      performJob(identityJobs["identity.send-reset"], { email: person.email }),
    ),
  );
  const letters = await behind<{ link: string }>(
    "select props->>'link' as link from letter where recipient = $1 and template = 'reset-password'",
    [person.email],
  );
  const found = await Promise.all(letters.map(({ link }) => findReset(link.split("/").at(-1) ?? "")));
  expect(letters).toHaveLength(10);
  expect(found.filter(Boolean)).toHaveLength(1);
});

test("another person's link stays", async () => {
  const [person, other] = [await employee(), await employee()];
  const token = await resetLink(other.email);
  await changeOwnPassword(person);
  await resetLink(person.email);
  expect(await findReset(token)).toMatchObject({ email: other.email });
});

test("a sign-in that waits for its code is over once the password is another one", async () => {
  const person = await employee();
  await enrol(await browserOf(person));
  const answer = await from("10.9.0.1", () => signIn(request("/sign-in"), person.email, everybodysPassword));
  const jar = new Jar().take(answer.ok ? answer.headers : new Headers());
  const page = request("/sign-in/code", { jar });
  expect(await findChallenged(page)).toMatchObject({ email: person.email });
  // A new request is anybody's to make: it ends links, and no sign-in under way.
  const token = await resetLink(person.email);
  expect(await findChallenged(page)).not.toBeNull();
  expect(await resetPassword(token, next)).toMatchObject({ ok: true });
  expect(await findChallenged(page)).toBeNull();
});

test("an invitation that was left open ends with the access that it would give again", async () => {
  const manager = await buildUser({ clientId: world.jansen, role: "manager" });
  const scope = await requireUser(request("/", { jar: await browserOf(manager) }));
  const email = "twice@klant.example";
  const invitee = { clientId: world.jansen, role: "employee", name: "Twice", email, locale: "nl" as const };
  await invite(scope, invitee);
  const first = await lastLinkTo(email, "invitation");
  await behind("update invitation set email = 'other@klant.example' where email = $1", [email]);
  await invite(scope, invitee);
  const second = await lastLinkTo(email, "invitation");
  expect(await acceptInvitation(second, { name: "Twice", password: next })).toMatchObject({ ok: true });
  await behind("update invitation set email = $1 where email = 'other@klant.example'", [email]);
  const [row] = await behind<{ id: string }>(
    `select m.id::text from membership m join "user" u on u.id = m.user_id where u.email = $1`,
    [email],
  );
  expect(await endAccess(scope, row?.id ?? "")).toMatchObject({ ok: true });
  const params = { token: first };
  const call = { request: request(`/invitation/${first}`), params, context: {} };
  expect(await outcome(invitationPage.loader(call))).toMatchObject({ status: 410 });
  const form = { name: "Twice", password: "acht blije otters zwemmen" };
  const sent = { request: request(`/invitation/${first}`, { form }), params, context: {} };
  expect(await outcome(invitationPage.action(sent))).toMatchObject({ status: 410 });
});
