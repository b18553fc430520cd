import { beforeAll, expect, test } from "vitest";

import { requireFresh, requireUser } from "#app/identity/guard.server.ts";
import { confirmPerson } from "#app/identity/confirm-person.server.ts";
import {
  beginEnrolment,
  countBackupCodes,
  dropSecondFactor,
  renewBackupCodes,
} from "#app/identity/second-factor.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { signInWithCode } from "#app/identity/sign-in-code.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import * as confirmPage from "#app/routes/public/security-confirm.tsx";
import * as passwordPage from "#app/routes/public/security-password.tsx";
import { buildUser, everybodysPassword, type BuiltUser } from "#test/builders/user.ts";
import {
  appCode,
  behind,
  browserOf,
  buildWorld,
  enrol,
  from,
  Jar,
  outcome,
  request,
} from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});

async function enrolled(): Promise<BuiltUser & { jar: Jar }> {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const jar = await browserOf(person);
  await enrol(jar);
  return { ...person, jar };
}

async function challenged(person: BuiltUser): Promise<Jar> {
  const answer = await from("10.9.0.1", () => signIn(request("/sign-in"), person.email, everybodysPassword));
  expect(answer).toMatchObject({ ok: true, next: "code" });
  return new Jar().take(answer.ok ? answer.headers : new Headers());
}

test("with a second factor the password alone is no session; the code completes it", async () => {
  const person = await enrolled();
  const jar = await challenged(person);
  expect(await signedIn(request("/", { jar }))).toBeNull();
  const answer = await signInWithCode(request("/sign-in/code", { jar }), await appCode(person.userId));
  expect(answer).toMatchObject({ ok: true });
  jar.take(answer.ok ? answer.headers : new Headers());
  expect(await signedIn(request("/", { jar }))).toMatchObject({
    hasSecondFactor: true,
    scope: { userId: person.userId },
  });
});

test("a code is good once: twenty sign-ins with one code at the same time, one gets in", async () => {
  const person = await enrolled();
  const jars: Jar[] = [];
  while (jars.length < 20) jars.push(await challenged(person));
  await behind("delete from sign_in_throttle");
  const code = await appCode(person.userId);
  const answers = await Promise.all(
    jars.map(async (jar) => {
      // Only the replay is on trial here, not the count of guesses.
      await behind("delete from sign_in_throttle where subject like 'code:%'");
      return signInWithCode(request("/sign-in/code", { jar }), code);
    }),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  await behind("delete from sign_in_throttle");
  await behind("update two_factor set locked_until = null, failed_verification_count = 0");
  const later = await challenged(person);
  expect(await signInWithCode(request("/sign-in/code", { jar: later }), code)).toMatchObject({
    ok: false,
    refusal: "wrong",
  });
  expect(
    await signInWithCode(request("/sign-in/code", { jar: later }), await appCode(person.userId, -1)),
  ).toMatchObject({ ok: false, refusal: "wrong" });
  expect(
    await signInWithCode(request("/sign-in/code", { jar: later }), await appCode(person.userId, 1)),
  ).toMatchObject({ ok: true });
});

test("the code that set the app up does not sign in", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const scope = await enrol(await browserOf(person));
  const code = await appCode(scope.userId, -1);
  expect(
    await signInWithCode(request("/sign-in/code", { jar: await challenged(person) }), code),
  ).toMatchObject({ ok: false });
});

test("wrong codes are counted per person across challenges", async () => {
  const person = await enrolled();
  for (let tries = 0; tries < 5; tries++) {
    expect(
      await signInWithCode(request("/sign-in/code", { jar: await challenged(person) }), "000000"),
    ).toMatchObject({ refusal: "wrong" });
  }
  expect(
    await signInWithCode(
      request("/sign-in/code", { jar: await challenged(person) }),
      await appCode(person.userId),
    ),
  ).toMatchObject({ refusal: "locked", minutes: 1 });
});

test("backup codes are stored as hashes, and one is good once, six-way race included", async () => {
  const person = await enrolled();
  const scope = await requireUser(request("/", { jar: person.jar }));
  const made = await renewBackupCodes(scope);
  const codes = made.ok ? made.value : [];
  expect(codes).toHaveLength(10);
  const [row] = await behind<{ backup_codes: string }>(
    "select backup_codes from two_factor where user_id = $1",
    [person.userId],
  );
  for (const code of codes) {
    expect(row?.backup_codes).not.toContain(code);
    expect(row?.backup_codes).not.toContain(code.replace("-", ""));
  }
  const [first = "", second = ""] = codes;
  const jars: Jar[] = [];
  while (jars.length < 6) jars.push(await challenged(person));
  const answers = await Promise.all(
    jars.map(async (jar) => {
      await behind("delete from sign_in_throttle where subject like 'code:%'");
      return signInWithCode(request("/sign-in/code", { jar }), first);
    }),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  await behind("delete from sign_in_throttle");
  await behind("update two_factor set locked_until = null, failed_verification_count = 0");
  const stored = await behind<{ backup_codes: string }>(
    "select backup_codes from two_factor where user_id = $1",
    [person.userId],
  );
  const [hash = ""] = /h1:[\w-]+/.exec(stored[0]?.backup_codes ?? "") ?? [];
  expect(
    await signInWithCode(request("/sign-in/code", { jar: await challenged(person) }), first),
  ).toMatchObject({ refusal: "wrong" });
  expect(
    await signInWithCode(request("/sign-in/code", { jar: await challenged(person) }), hash),
  ).toMatchObject({ refusal: "wrong" });
  expect(
    await signInWithCode(
      request("/sign-in/code", { jar: await challenged(person) }),
      ` ${second.replace("-", "").toUpperCase()} `,
    ),
  ).toMatchObject({ ok: true });
  expect(await countBackupCodes(scope)).toBe(8);
});

test("a session of one factor is no session once the account has two", async () => {
  const person = await buildUser({ clientId: world.jansen, role: "employee" });
  const [phone, laptop] = [await browserOf(person), await browserOf(person)];
  await enrol(phone);
  expect(await signedIn(request("/", { jar: phone }))).not.toBeNull();
  expect(await signedIn(request("/", { jar: laptop }))).toBeNull();
  // However a weaker session came to be: the guard itself looks.
  await behind("update session set aal = 1 where user_id = $1", [person.userId]);
  expect(await signedIn(request("/", { jar: phone }))).toBeNull();
});

test("a sensitive page asks again after a quarter of an hour; a code renews the session and its token", async () => {
  const person = await enrolled();
  const page = (): Request => request("/security/authenticator", { jar: person.jar });
  expect(await outcome(requireFresh(page()))).toMatchObject({ status: 200 });
  await behind("update session set created_at = now() - interval '16 minutes'");
  expect(await outcome(requireFresh(page()))).toEqual({
    status: 302,
    to: "/security/confirm?to=%2Fsecurity%2Fauthenticator",
  });
  const present = await signedIn(page());
  if (!present) throw new Error("not signed in");
  expect(await confirmPerson(page(), present, { password: everybodysPassword })).toEqual({
    ok: false,
    refusal: "wrong",
  });
  const old = person.jar.header;
  const answer = await confirmPerson(page(), present, { code: await appCode(person.userId) });
  person.jar.take(answer.ok ? answer.headers : new Headers());
  expect(await outcome(requireFresh(page()))).toMatchObject({ status: 200 });
  expect(await signedIn(new Request("http://localhost:3000/", { headers: { cookie: old } }))).toBeNull();
});

test.each(["app", "backup"] as const)(
  "the second factor goes off only with the password and a code (%s), and not where the MSP requires it",
  async (kind) => {
    const person = await enrolled();
    const present = await signedIn(request("/", { jar: person.jar }));
    if (!present) throw new Error("not signed in");
    const made = await renewBackupCodes(present.scope);
    const right = {
      password: everybodysPassword,
      code: kind === "app" ? await appCode(person.userId) : made.ok ? (made.value[0] ?? "") : "",
    };
    const page = request("/security/authenticator", { jar: person.jar });
    const drop = (proof: Partial<typeof right>, who = present): ReturnType<typeof dropSecondFactor> =>
      dropSecondFactor(page, who, { ...right, ...proof });
    expect(await drop({ password: "wrong-wrong-wrong" })).toEqual({ ok: false, refusal: "wrong-password" });
    for (const code of ["", "000000", "aaaaa-aaaaa"])
      expect(await drop({ code }), code).toEqual({ ok: false, refusal: "wrong-code" });
    expect(await drop({}, { ...present, mustHaveSecondFactor: true })).toEqual({
      ok: false,
      refusal: "required",
    });
    // A wrong password spends no code.
    const answer = await drop({});
    person.jar.take(answer.ok ? answer.headers : new Headers());
    expect(await signedIn(request("/", { jar: person.jar }))).toMatchObject({ hasSecondFactor: false });
    await expectNotices(person.email, ["second-factor.on", "backup-codes.renewed", "second-factor.off"]);
  },
);

async function expectNotices(email: string, whats: string[]): Promise<void> {
  const letters = await behind<{ what: string }>(
    "select props->>'what' as what from letter where recipient = $1 order by created_at",
    [email],
  );
  expect(letters.map((letter) => letter.what)).toEqual(whats);
}

test("five wrong proofs lock the dropping too, in words", async () => {
  const person = await enrolled();
  const present = await signedIn(request("/", { jar: person.jar }));
  if (!present) throw new Error("not signed in");
  const page = request("/security/authenticator", { jar: person.jar });
  const wrong = { password: everybodysPassword, code: "000000" };
  for (let tries = 0; tries < 5; tries++) await dropSecondFactor(page, present, wrong);
  const right = { password: everybodysPassword, code: await appCode(person.userId) };
  expect(await dropSecondFactor(page, present, right)).toEqual({ ok: false, refusal: "locked", minutes: 1 });
});

test("who has a second factor confirms by a code alone, whatever the form holds; others by the password", async () => {
  const person = await enrolled();
  const visit = (jar: Jar, form: Record<string, string>): Promise<{ status: number; to: string | null }> =>
    outcome(
      confirmPage.action({
        request: request("/security/confirm?to=%2Fsecurity", { jar, form }),
        params: {},
        context: {},
      }),
    );
  const password = everybodysPassword;
  expect(await visit(person.jar, { password })).toMatchObject({ status: 400 });
  expect(await visit(person.jar, { password, code: "000000" })).toMatchObject({ status: 409 });
  expect(await visit(person.jar, { code: await appCode(person.userId) })).toEqual({
    status: 302,
    to: "/security",
  });
  const plain = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  await beginEnrolment(await requireUser(request("/", { jar: plain })));
  const scope = await requireUser(request("/", { jar: plain }));
  // An app that is only being set up proves nothing yet.
  expect(await visit(plain, { code: await appCode(scope.userId) })).toMatchObject({ status: 400 });
  expect(await visit(plain, { password })).toEqual({ status: 302, to: "/security" });
});

test("changing the password asks whoever has a second factor for a code first", async () => {
  const person = await enrolled();
  const plain = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  await behind("update session set created_at = now() - interval '16 minutes'");
  const form = { current: everybodysPassword, next: "zeven groene fietsen" };
  const send = (jar: Jar): Promise<{ status: number; to: string | null }> =>
    outcome(
      passwordPage.action({
        request: request("/security/password", { jar, form }),
        params: {},
        context: {},
      }),
    );
  expect(await send(person.jar)).toEqual({
    status: 302,
    to: "/security/confirm?to=%2Fsecurity%2Fpassword",
  });
  expect(await send(plain)).toEqual({ status: 302, to: "/security" });
});

test("staff and managers must set it up before anything else when the MSP asks; others need not", async () => {
  await behind("update msp set mfa_required = true");
  const owner = await browserOf(await buildUser({ clientId: null, role: "engineer" }));
  const manager = await browserOf(await buildUser({ clientId: world.jansen, role: "manager" }));
  const employee = await browserOf(await buildUser({ clientId: world.jansen, role: "finance" }));
  expect(await outcome(requireUser(request("/staff", { jar: owner })))).toEqual({
    status: 302,
    to: "/security/authenticator",
  });
  expect(await outcome(requireUser(request("/", { jar: manager })))).toEqual({
    status: 302,
    to: "/security/authenticator",
  });
  expect(await outcome(requireUser(request("/", { jar: employee })))).toMatchObject({ status: 200 });
  await behind("update msp set mfa_required = false");
  const scope = await requireUser(request("/", { jar: manager }));
  await beginEnrolment(scope);
  await behind("update msp set mfa_required = true");
  expect(await outcome(requireUser(request("/", { jar: manager })))).toEqual({
    status: 302,
    to: "/security/authenticator",
  });
  await behind("update msp set mfa_required = false");
});
