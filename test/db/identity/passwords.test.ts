import { performJob } from "#app/platform/jobs.server.ts";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { changePassword } from "#app/identity/change-password.server.ts";
import { knownDevice } from "#app/identity/device-cookie.server.ts";
import { identityJobs } from "#app/identity/jobs.server.ts";
import { askForReset, findReset, resetPassword } from "#app/identity/reset-password.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import { buildUser, everybodysPassword } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, enrol, from, request, type Jar } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});
beforeEach(async () => {
  await behind("delete from sign_in_throttle");
  await behind("delete from graphile_worker._private_jobs");
});

const next = "zeven groene fietsen";
const isIn = async (jar: Jar): Promise<boolean> => (await signedIn(request("/", { jar }))) !== null;

async function resetLink(email: string): Promise<string> {
  await askForReset(email);
  const jobs = await behind<{ payload: unknown }>(
    "select payload from graphile_worker._private_jobs where payload->>'email' is not null",
  );
  for (const job of jobs) await performJob(identityJobs["identity.send-reset"], job.payload);
  await behind("delete from graphile_worker._private_jobs");
  const [letter] = await behind<{ link: string }>(
    "select props->>'link' as link from letter where recipient = $1 and template = 'reset-password' order by created_at desc limit 1",
    [email],
  );
  return letter?.link.split("/").at(-1) ?? "";
}

test("a reset link sets a new password once, ends every session and keeps the second factor", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "manager" });
  const jar = await browserOf(person);
  await enrol(jar);
  const token = await resetLink(person.email);
  expect(JSON.stringify(await behind("select * from verification"))).not.toContain(token);
  expect(await findReset(token)).toMatchObject({ email: person.email, hasSecondFactor: true });
  expect(await resetPassword(token, "kort")).toEqual({ ok: false, refusal: "password-too-short" });
  const answers = await Promise.all(Array.from({ length: 5 }, () => resetPassword(token, next)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(await isIn(jar)).toBe(false);
  expect(
    await from("10.3.0.1", () => signIn(request("/sign-in"), person.email, everybodysPassword)),
  ).toMatchObject({ refusal: "wrong" });
  expect(await from("10.3.0.1", () => signIn(request("/sign-in"), person.email, next))).toMatchObject({
    ok: true,
    next: "code",
  });
  expect(
    await behind("select from letter where recipient = $1 and props->>'what' = 'password.changed'", [
      person.email,
    ]),
  ).toHaveLength(1);
});

test("a reset link is over after thirty minutes, and for good when access ended", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const early = await resetLink(person.email);
  expect(await findReset(early)).not.toBeNull();
  await behind("update membership set ended_at = now() where user_id = $1", [person.userId]);
  expect(await findReset(early)).toBeNull();
  await behind("update membership set ended_at = null where user_id = $1", [person.userId]);
  expect(await findReset(early)).toBeNull();
  const token = await resetLink(person.email);
  const [row] = await behind<{ minutes: number }>(
    "select round(extract(epoch from expires_at - now()) / 60)::int as minutes from verification where value = $1",
    [person.userId],
  );
  expect(row?.minutes).toBe(30);
  await behind("update verification set expires_at = now() - interval '1 second'");
  expect(await resetPassword(token, next)).toEqual({ ok: false, refusal: "link-over" });
});

test("asking for an unknown address does the same work and writes no letter", async () => {
  await behind("delete from letter");
  await askForReset("nobody@nowhere.example");
  const jobs = await behind<{ payload: unknown }>("select payload from graphile_worker._private_jobs");
  expect(jobs).toEqual([{ payload: { email: "nobody@nowhere.example" } }]);
  for (const job of jobs) await performJob(identityJobs["identity.send-reset"], job.payload);
  expect(await behind("select from letter")).toHaveLength(0);
});

const letters = async (email: string): Promise<number> =>
  (await behind("select from graphile_worker._private_jobs where payload->>'email' = $1", [email])).length;

test("a mailbox is not flooded: three letters while a link lives, then three of the next half hour", async () => {
  const flood = async (block: number): Promise<void> => {
    for (let tries = 0; tries < 9; tries++)
      await from(`10.${block}.0.${tries}`, () => askForReset("flood@nowhere.example"));
  };
  await flood(51);
  expect(await letters("flood@nowhere.example")).toBe(3);
  await behind(
    "update sign_in_throttle set locked_until = now() - interval '1 second' where subject like 'forgot:%'",
  );
  await flood(52);
  expect(await letters("flood@nowhere.example")).toBe(6);
});

test("strangers use up neither the letters of a known device nor the sign-ins of their network", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const jar = await browserOf(person);
  const own = await knownDevice(request("/forgot", { jar }), person.email);
  expect(own).not.toBeNull();
  await from("10.53.0.1", async () => {
    for (let tries = 0; tries < 25; tries++)
      await askForReset(tries % 2 ? person.email : `${tries}@nowhere.example`);
    const before = await letters(person.email);
    await askForReset(person.email);
    expect(await letters(person.email)).toBe(before);
    await askForReset(person.email, own);
    expect(await letters(person.email)).toBe(before + 1);
    const colleague = await buildUser({ clientId: world.jansen, role: "employee" });
    expect(await signIn(request("/sign-in"), colleague.email, everybodysPassword)).toMatchObject({
      ok: true,
    });
  });
  expect(await knownDevice(request("/forgot", { jar }), "flood@nowhere.example")).toBeNull();
});

test("changing the password needs the present one, ends other sessions, keeps this one's strength under a new token", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const [phone, laptop] = [await browserOf(person), await browserOf(person)];
  const present = await signedIn(request("/", { jar: phone }));
  if (!present) throw new Error("not signed in");
  const page = request("/security/password", { jar: phone });
  expect(await changePassword(page, present, "wrong-wrong-wrong", next)).toEqual({
    ok: false,
    refusal: "wrong-password",
  });
  expect(await changePassword(page, present, everybodysPassword, "welkom-wachtwoord-2026")).toEqual({
    ok: false,
    refusal: "password-too-common",
  });
  const answer = await changePassword(page, present, everybodysPassword, next);
  expect(answer.ok).toBe(true);
  expect([await isIn(laptop), await isIn(phone)]).toEqual([false, false]);
  expect(await isIn(phone.take(answer.ok ? answer.headers : new Headers()))).toBe(true);
  await enrol(phone);
  const stronger = await signedIn(request("/", { jar: phone }));
  if (!stronger) throw new Error("not signed in");
  const again = await changePassword(
    request("/security/password", { jar: phone }),
    stronger,
    next,
    "acht rode tractoren",
  );
  expect(await isIn(phone.take(again.ok ? again.headers : new Headers()))).toBe(true);
});

test("guessing the present password from a stolen session is counted", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const jar = await browserOf(person);
  const present = await signedIn(request("/", { jar }));
  if (!present) throw new Error("not signed in");
  for (let tries = 0; tries < 5; tries++)
    expect(
      await changePassword(request("/x", { jar }), present, `wrong-wrong-wrong-${tries}`, next),
    ).toMatchObject({ refusal: "wrong-password" });
  expect(await changePassword(request("/x", { jar }), present, everybodysPassword, next)).toMatchObject({
    refusal: "locked",
  });
});
