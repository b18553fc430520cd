import { performJob } from "#app/platform/jobs.server.ts";
import { beforeAll, expect, test } from "vitest";

import { identityJobs } from "#app/identity/jobs.server.ts";
import { signIn, type SignInAnswer } from "#app/identity/sign-in.server.ts";
import { buildUser, everybodysPassword } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, from, Jar, request } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});

const wrong = "not-the-password-2026";
const guess = (email: string, ip: string, password = wrong): Promise<SignInAnswer> =>
  from(ip, () => signIn(request("/sign-in"), email, password));
const reasons = async (): Promise<string[]> =>
  (
    await behind<{ why: string }>(
      "select detail->>'why' as why from audit_event where action = 'session.refused'",
    )
  ).map((row) => row.why);

test("of a hundred guesses from a hundred addresses, twenty at a time, at most ten reach the hash", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  const before = (await reasons()).filter((why) => why === "wrong").length;
  const answers: SignInAnswer[] = [];
  // Twenty at a time: more than the connections there are, so that they wait for each other.
  for (let round = 0; round < 5; round++)
    answers.push(
      ...(await Promise.all(Array.from({ length: 20 }, (_, at) => guess(email, `198.51.${round}.${at}`)))),
    );
  const hashed = (await reasons()).filter((why) => why === "wrong").length - before;
  expect(hashed).toBe(5);
  expect(answers.filter((answer) => !answer.ok && answer.refusal === "locked")).toHaveLength(95);
  expect(await guess(email, "203.0.113.1", everybodysPassword)).toMatchObject({
    ok: false,
    refusal: "locked",
    minutes: 1,
  });
}, 90_000);

test("after the minute five more guesses, then a quarter of an hour, then twice that; the right password clears the count", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  const unlock = (): Promise<unknown> =>
    behind(
      "update sign_in_throttle set locked_until = now() - interval '1 second' where subject like 'account:%'",
    );
  for (const minutes of [1, 15, 30]) {
    for (let tries = 0; tries < 5; tries++)
      expect(await guess(email, `203.0.${minutes}.${tries}`)).toMatchObject({ refusal: "wrong" });
    expect(await guess(email, `203.0.${minutes}.99`)).toEqual({ ok: false, refusal: "locked", minutes });
    await unlock();
  }
  expect(await guess(email, "203.0.200.1", everybodysPassword)).toMatchObject({ ok: true });
  expect(await guess(email, "203.0.200.2")).toMatchObject({ refusal: "wrong" });
});

test("an account that does not exist answers and locks alike", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  const answers = async (address: string, block: string): Promise<SignInAnswer[]> => {
    const list: SignInAnswer[] = [];
    for (let tries = 0; tries < 7; tries++) list.push(await guess(address, `${block}.${tries}`));
    return list;
  };
  expect(await answers("nobody@nowhere.example", "203.1.1")).toEqual(await answers(email, "203.1.2"));
});

test("one network is stopped after twenty wrong guesses, an IPv6 customer by the /64, and a good sign-in does not clear it", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  for (let tries = 0; tries < 19; tries++)
    await guess(`stranger-${tries}@nowhere.example`, `2001:db8:7:7::${tries}`);
  expect(await guess(email, "2001:db8:7:7::beef", everybodysPassword)).toMatchObject({ ok: true });
  expect(await guess("stranger-20@nowhere.example", "2001:db8:7:7::20")).toMatchObject({ refusal: "wrong" });
  expect(await guess(email, "2001:db8:7:7:ffff::1", everybodysPassword)).toMatchObject({ refusal: "locked" });
  expect(await guess(email, "2001:db8:7:8::1", everybodysPassword)).toMatchObject({ ok: true });
});

test("strangers' guesses don't lock out the person's own device", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const jar = await browserOf(person);
  for (let tries = 0; tries < 6; tries++) await guess(person.email, `203.2.1.${tries}`);
  expect(await guess(person.email, "203.2.1.9", everybodysPassword)).toMatchObject({ refusal: "locked" });
  expect(
    await from("203.2.1.10", () => signIn(request("/sign-in", { jar }), person.email, everybodysPassword)),
  ).toMatchObject({ ok: true });
  const stranger = await buildUser({ clientId: world.vogel, role: "employee" });
  for (let tries = 0; tries < 5; tries++) await guess(stranger.email, `203.2.2.${tries}`);
  expect(
    await from("203.2.2.9", () => signIn(request("/sign-in", { jar }), stranger.email, everybodysPassword)),
  ).toMatchObject({ refusal: "locked" });
});

test("strangers behind the same address don't lock out a known device; its own wrong guesses do, and only it", async () => {
  const [person, newcomer] = [
    await buildUser({ clientId: world.jansen, role: "employee" }),
    await buildUser({ clientId: world.jansen, role: "employee" }),
  ];
  const [jar, other] = [await browserOf(person), await browserOf(person)];
  const office = "203.5.1.1";
  const known = (password: string, by = jar): Promise<SignInAnswer> =>
    from(office, () => signIn(request("/sign-in", { jar: by }), person.email, password));
  for (let tries = 0; tries < 21; tries++) await guess(`stranger-${tries}@nowhere.example`, office);
  expect(await guess(newcomer.email, office, everybodysPassword)).toMatchObject({ refusal: "locked" });
  expect(await known(everybodysPassword)).toMatchObject({ ok: true });
  for (let tries = 0; tries < 5; tries++) expect(await known(wrong)).toMatchObject({ refusal: "wrong" });
  expect(await known(everybodysPassword)).toMatchObject({ refusal: "locked" });
  expect(await known(everybodysPassword, other)).toMatchObject({ ok: true });
  const forged = new Jar();
  for (const [name, value] of other.cookies) forged.cookies.set(name, value.replace(/\.[^.]*$/, ".forged"));
  expect(await known(everybodysPassword, forged)).toMatchObject({ refusal: "locked" });
});

test("the person gets one letter at the lock, also when the job runs twice; nobody gets one for an unknown address", async () => {
  await behind("delete from letter");
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  await behind("delete from graphile_worker._private_jobs");
  for (let tries = 0; tries < 12; tries++) {
    await guess(person.email, `203.3.1.${tries}`);
    await guess("nobody-at-all@nowhere.example", `203.3.2.${tries}`);
  }
  const jobs = await behind<{ payload: unknown }>("select payload from graphile_worker._private_jobs");
  expect(jobs).toHaveLength(2);
  for (const job of [...jobs, ...jobs]) await performJob(identityJobs["identity.notice-lock"], job.payload);
  const letters = await behind<{ recipient: string; template: string; props: { what: string } }>(
    "select recipient, template, props from letter",
  );
  expect(letters).toMatchObject([
    { recipient: person.email, template: "security-notice", props: { what: "sign-in.locked" } },
  ]);
});

test("somebody whose access ended can't sign in, and it looks like a wrong password", async () => {
  const { email, userId } = await buildUser({ clientId: world.jansen, role: "employee" });
  await behind("update membership set ended_at = now() where user_id = $1", [userId]);
  expect(await guess(email, "203.4.1.1", everybodysPassword)).toEqual({ ok: false, refusal: "wrong" });
  expect(await behind("select from session where user_id = $1", [userId])).toHaveLength(0);
});
