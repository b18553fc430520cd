import { beforeAll, beforeEach, expect, test } from "vitest";

import { endAccessInside } from "#app/identity/end-access.server.ts";
import { confirmPerson } from "#app/identity/confirm-person.server.ts";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { invite } from "#app/identity/invitation.server.ts";
import { joinPlace } from "#app/identity/join-place.server.ts";
import { endAccess } from "#app/identity/manage-people.server.ts";
import { choosePlace, listPlaces } from "#app/identity/places.server.ts";
import type { ClientRole, Scope } from "#app/identity/scope.ts";
import { deleteSessionsWithoutAccess } from "#app/identity/session-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { loader as invitationPage } from "#app/routes/public/invitation.tsx";
import { buildUser, everybodysPassword, type BuiltUser } from "#test/builders/user.ts";
import {
  behind,
  browserOf,
  buildWorld,
  from,
  Jar,
  lastLinkTo,
  outcome,
  request,
} from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
let owner: Scope;
beforeAll(async () => {
  world = await buildWorld();
  owner = await scopeOf(await browserOf(await buildUser({ clientId: null, role: "owner" })));
});
beforeEach(async () => {
  await behind("delete from sign_in_throttle");
});

async function scopeOf(jar: Jar): Promise<Scope> {
  return (await requireSignedIn(request("/", { jar }), { choosing: true })).scope;
}

async function invited(email: string, clientId: string, role: ClientRole): Promise<string> {
  const answer = await invite(owner, { clientId, role, email, name: "Wie ook", locale: "de" });
  expect(answer).toMatchObject({ ok: true });
  return lastLinkTo(email, "invitation");
}

/** Somebody of the bakery who joined the law firm too, and the browser that they joined in. */
async function joined(): Promise<{ person: BuiltUser; jar: Jar }> {
  const person = await buildUser({ clientId: world.jansen, role: "manager" });
  const jar = await browserOf(person);
  const token = await invited(person.email, world.vogel, "employee");
  const answer = await joinPlace(request("/invitation", { jar }), token, "");
  if (!answer.ok) throw new Error(answer.refusal);
  return { person, jar: jar.take(answer.headers) };
}

test("an invited person with an account joins signed in, is at the new client at once, and keeps name and password", async () => {
  const { person, jar } = await joined();
  expect(await scopeOf(jar)).toMatchObject({ clientId: world.vogel, role: "employee", name: person.name });
  await expect(browserOf(person)).resolves.toBeInstanceOf(Jar);
});

test("signed out they join by their own password; a wrong one changes nothing, the link works once", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const token = await invited(person.email, world.vogel, "finance");
  const join = (password: string) =>
    from("10.4.0.2", () => joinPlace(request("/invitation"), token, password));
  const page = await invitationPage({ request: request("/invitation"), params: { token }, context: {} });
  expect(page.data.invitation).toMatchObject({ joinsBy: "password", place: "Kanzlei Vogel" });
  expect(await join("a guess of somebody")).toEqual({ ok: false, refusal: "wrong" });
  const answers = await Promise.all([join(everybodysPassword), join(everybodysPassword)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, refusal: "link-over" });
  const [jar] = answers.flatMap((answer) => (answer.ok ? [new Jar().take(answer.headers)] : []));
  expect(jar && (await scopeOf(jar))).toMatchObject({ clientId: world.vogel, role: "finance" });
});

test("after signing in with several clients every page asks first which; nothing is read until then", async () => {
  const { person } = await joined();
  const jar = await browserOf(person);
  expect(await outcome(requireClient(request("/hours?view=ledger", { jar })))).toEqual({
    status: 302,
    to: "/places?to=%2Fhours%3Fview%3Dledger",
  });
  const scope = await scopeOf(jar);
  const places = await listPlaces(scope);
  expect(places.map(({ name, role, current }) => [name, role, current])).toEqual([
    ["Bakkerij Jansen", "manager", false],
    ["Kanzlei Vogel", "employee", false],
  ]);
  for (const place of [places[1], places[0]]) {
    expect(await choosePlace(scope, place?.membershipId ?? "")).toBe(true);
    expect(await requireClient(request("/", { jar }))).toMatchObject({
      clientName: place?.name,
      role: place?.role,
    });
  }
});

test("a place of somebody else, and one that ended, can't be chosen", async () => {
  const { jar } = await joined();
  const other = await joined();
  const [foreign] = await listPlaces(await scopeOf(other.jar));
  expect(await choosePlace(await scopeOf(jar), foreign?.membershipId ?? "")).toBe(false);
  const own = await listPlaces(await scopeOf(jar));
  const bakery = own.find(({ current }) => !current)?.membershipId ?? "";
  await endAccess(owner, bakery);
  expect(await choosePlace(await scopeOf(jar), bakery)).toBe(false);
});

test("access that ends at one client ends the sessions there alone; the other client stays", async () => {
  const { person, jar } = await joined();
  const second = await browserOf(person);
  const there = await listPlaces(await scopeOf(second));
  const bakery = there.find(({ name }) => name === "Bakkerij Jansen")?.membershipId ?? "";
  await choosePlace(await scopeOf(second), bakery);
  expect(await endAccess(owner, bakery)).toMatchObject({ ok: true });
  expect(await scopeOf(jar)).toMatchObject({ clientId: world.vogel });
  expect(await outcome(requireClient(request("/", { jar: second })))).toEqual({
    status: 302,
    to: "/sign-in",
  });
  const anew = await browserOf(person);
  expect(await requireClient(request("/", { jar: anew }))).toMatchObject({ clientId: world.vogel });
});

test("a client that ends takes its sessions along: they never go on at another client, also not when it comes back", async () => {
  const { person, jar } = await joined();
  const ends = (clientId: string, at: Date | null) =>
    asSystem((tx) => tx.client.updateMany({ where: { id: clientId }, data: { endedAt: at } }));
  await ends(world.vogel, now());
  const toSignIn = { status: 302, to: "/sign-in" };
  expect(await outcome(requireClient(request("/", { jar })))).toEqual(toSignIn);
  const anew = await browserOf(person);
  expect(await requireClient(request("/", { jar: anew }))).toMatchObject({ clientId: world.jansen });
  await ends(world.vogel, null);
  expect(await requireClient(request("/", { jar: anew }))).toMatchObject({ clientId: world.jansen });
});

test("a session stays at the client that it was at while a second one is joined elsewhere, and ends with it", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const first = await browserOf(person);
  expect(await requireClient(request("/", { jar: first }))).toMatchObject({ clientId: world.jansen });
  await joinPlace(
    request("/invitation"),
    await invited(person.email, world.vogel, "employee"),
    everybodysPassword,
  );
  expect(await requireClient(request("/", { jar: first }))).toMatchObject({ clientId: world.jansen });
  const there = await scopeOf(first);
  await asSystem((tx) => endAccessInside(tx, "system", { userId: person.userId, clientId: world.jansen }));
  await deleteSessionsWithoutAccess(person.userId);
  expect(await outcome(requireClient(request("/", { jar: first })))).toMatchObject({ to: "/sign-in" });
  const left = await behind<{ id: string }>("select id::text from session where user_id = $1", [
    person.userId,
  ]);
  expect(left).toHaveLength(1);
  expect(left[0]?.id).not.toBe(there.sessionId);
});

test("a form made for one client is refused in words once its person is at another; the address without it is where they go on", async () => {
  const { jar } = await joined();
  const post = (place: string) =>
    outcome(requireClient(request(`/requests/new?place=${place}`, { jar, form: { title: "Printer" } })));
  expect(await post(world.vogel)).toEqual({ status: 200, to: null });
  expect(await post(world.jansen)).toMatchObject({ status: 409 });
  expect(await outcome(requireClient(request(`/requests/new?place=${world.jansen}`, { jar })))).toEqual({
    status: 200,
    to: null,
  });
  const out = request(`/requests/new?place=${world.vogel}`, { form: { title: "Printer" } });
  expect(await outcome(requireClient(out))).toEqual({ status: 302, to: "/sign-in?to=%2Frequests%2Fnew" });
});

test("confirming a password keeps the session where it is", async () => {
  const { jar } = await joined();
  const person = await requireSignedIn(request("/", { jar }));
  const answer = await confirmPerson(request("/", { jar }), person, { password: everybodysPassword });
  if (answer.ok) jar.take(answer.headers);
  expect(await scopeOf(jar)).toMatchObject({ clientId: world.vogel });
});

test("nobody is at a client and at the MSP: the inviter reads it, and the database refuses it", async () => {
  const engineer = await buildUser({ clientId: null, role: "engineer" });
  const employee = await buildUser({ clientId: world.jansen, role: "employee" });
  const manager = await scopeOf(
    await browserOf(await buildUser({ clientId: world.jansen, role: "manager" })),
  );
  const one = { name: "Wie ook", locale: "nl" } as const;
  expect(
    await invite(manager, { ...one, clientId: world.jansen, role: "employee", email: engineer.email }),
  ).toEqual({ ok: false, refusal: "other-kind" });
  expect(await invite(owner, { ...one, clientId: null, role: "engineer", email: employee.email })).toEqual({
    ok: false,
    refusal: "other-kind",
  });
  await expect(
    behind("insert into membership (user_id, client_id, role) values ($1, null, 'engineer')", [
      employee.userId,
    ]),
  ).rejects.toThrow("at a client and at the MSP");
});
