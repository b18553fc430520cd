import { performJob } from "#app/platform/jobs.server.ts";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { acceptInvitation } from "#app/identity/accept-invitation.server.ts";
import { changePassword } from "#app/identity/change-password.server.ts";
import { confirmPerson } from "#app/identity/confirm-person.server.ts";
import { requireUser } from "#app/identity/guard.server.ts";
import { invite } from "#app/identity/invitation.server.ts";
import { identityJobs } from "#app/identity/jobs.server.ts";
import { resetPassword } from "#app/identity/reset-password.server.ts";
import { dropSecondFactor } from "#app/identity/second-factor.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { signInWithCode } from "#app/identity/sign-in-code.server.ts";
import { signedIn, type SignedIn } from "#app/identity/signed-in.server.ts";
import { buildUser, everybodysPassword, type BuiltUser } from "#test/builders/user.ts";
import {
  appCode,
  behind,
  browserOf,
  buildWorld,
  enrol,
  from,
  type Jar,
  lastLinkTo,
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
const employee = (): Promise<BuiltUser> => buildUser({ clientId: world.jansen, role: "employee" });

/** How many sessions of somebody the database still holds. */
async function sessionsOf(userId: string): Promise<number> {
  return (await behind("select from session where user_id = $1", [userId])).length;
}

async function presentOf(jar: Jar): Promise<SignedIn> {
  const present = await signedIn(request("/", { jar }));
  if (!present) throw new Error("not signed in");
  return present;
}

test("signing in over a live session, one's own or somebody else's, ends it in the database", async () => {
  const [person, other] = [await employee(), await employee()];
  const jar = await browserOf(person);
  const old = jar.header;
  await browserOf(person, jar);
  expect(await sessionsOf(person.userId)).toBe(1);
  expect(await signedIn(new Request("http://localhost:3000/", { headers: { cookie: old } }))).toBeNull();
  await browserOf(other, jar);
  expect([await sessionsOf(person.userId), await sessionsOf(other.userId)]).toEqual([0, 1]);
  const rows = await behind<{ actor_id: string }>(
    "select actor_id::text from audit_event where action = 'session.ended' and detail->>'by' = 'replaced' order by seq",
  );
  expect(rows.map((row) => row.actor_id)).toEqual([person.userId, person.userId]);
});

test("a wrong password leaves the session as it is", async () => {
  const person = await employee();
  const jar = await browserOf(person);
  await from("10.8.0.1", () => signIn(request("/sign-in", { jar }), person.email, "wrong-wrong-wrong"));
  expect(await signedIn(request("/", { jar }))).not.toBeNull();
});

test("a password that is right while its code is still to come ends it too, and so does the code", async () => {
  const [person, other] = [await employee(), await employee()];
  await enrol(await browserOf(person));
  await behind("delete from session where user_id = $1", [person.userId]);
  const jar = await browserOf(other);
  const answer = await from("10.8.0.1", () =>
    signIn(request("/sign-in", { jar }), person.email, everybodysPassword),
  );
  expect(answer).toMatchObject({ next: "code" });
  expect(await sessionsOf(other.userId)).toBe(0);
  jar.take(answer.ok ? answer.headers : new Headers());
  // Somebody signs in in another window of the same browser meanwhile.
  const meanwhile = await browserOf(other);
  for (const [name, value] of meanwhile.cookies)
    if (name.endsWith("session_token")) jar.cookies.set(name, value);
  const done = await signInWithCode(request("/sign-in/code", { jar }), await appCode(person.userId));
  expect(done).toMatchObject({ ok: true });
  expect([await sessionsOf(person.userId), await sessionsOf(other.userId)]).toEqual([1, 0]);
});

test("setting up, confirming, changing the password and dropping the second factor leave one session of the browser", async () => {
  const person = await employee();
  const jar = await browserOf(person);
  await enrol(jar);
  expect(await sessionsOf(person.userId)).toBe(1);
  const confirmed = await confirmPerson(request("/", { jar }), await presentOf(jar), {
    code: await appCode(person.userId),
  });
  jar.take(confirmed.ok ? confirmed.headers : new Headers());
  expect(await sessionsOf(person.userId)).toBe(1);
  const changed = await changePassword(request("/", { jar }), await presentOf(jar), everybodysPassword, next);
  jar.take(changed.ok ? changed.headers : new Headers());
  expect(await sessionsOf(person.userId)).toBe(1);
  const dropped = await dropSecondFactor(request("/", { jar }), await presentOf(jar), {
    password: next,
    code: await appCode(person.userId, 1),
  });
  jar.take(dropped.ok ? dropped.headers : new Headers());
  expect(await sessionsOf(person.userId)).toBe(1);
  expect(await presentOf(jar)).toMatchObject({ hasSecondFactor: false });
});

test("a reset ends every session; an invitation accepted over a session ends that one", async () => {
  const person = await employee();
  await browserOf(person);
  await browserOf(person);
  await performJob(identityJobs["identity.send-reset"], { email: person.email });
  expect(await resetPassword(await lastLinkTo(person.email, "reset-password"), next)).toMatchObject({
    ok: true,
  });
  expect(await sessionsOf(person.userId)).toBe(0);
  const manager = await buildUser({ clientId: world.jansen, role: "manager" });
  const jar = await browserOf(manager);
  const email = "over-a-session@klant.example";
  await invite(await requireUser(request("/", { jar })), {
    clientId: world.jansen,
    role: "employee",
    name: "New",
    email,
    locale: "nl",
  });
  await acceptInvitation(await lastLinkTo(email, "invitation"), { name: "New", password: next });
  await from("10.8.0.2", () => signIn(request("/sign-in", { jar }), email, next));
  expect(await sessionsOf(manager.userId)).toBe(0);
});
