import { performJob } from "#app/platform/jobs.server.ts";
import type { ActionFunction, LoaderFunction } from "@remix-run/node";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { identityJobs } from "#app/identity/jobs.server.ts";
import { requireUser } from "#app/identity/guard.server.ts";
import { beginEnrolment } from "#app/identity/second-factor.server.ts";
import * as authenticator from "#app/routes/public/security-authenticator.tsx";
import * as backupCodes from "#app/routes/public/security-backup-codes.tsx";
import * as forgot from "#app/routes/public/forgot.tsx";
import * as invitation from "#app/routes/public/invitation.tsx";
import * as language from "#app/routes/public/language.tsx";
import * as people from "#app/routes/client/people.tsx";
import * as profile from "#app/routes/public/profile.tsx";
import * as reset from "#app/routes/public/reset.tsx";
import * as root from "#app/root.tsx";
import * as signOutPage from "#app/routes/public/sign-out.tsx";
import * as security from "#app/routes/public/security.tsx";
import * as signInPage from "#app/routes/public/sign-in.tsx";
import * as codePage from "#app/routes/public/sign-in-code.tsx";
import * as staffAudit from "#app/routes/staff/audit.tsx";
import * as staffPeople from "#app/routes/staff/people.tsx";
import { buildUser, everybodysPassword } from "#test/builders/user.ts";
import {
  appCode,
  behind,
  browserOf,
  buildWorld,
  from,
  Jar,
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

type Visit = { jar?: Jar; form?: Record<string, string>; params?: Record<string, string> };
let visits = 0;

/** Runs a route's loader or action as the web server does, and keeps the cookies that it sets. */
async function visit(
  handler: LoaderFunction | ActionFunction,
  path: string,
  { jar = new Jar(), form, params = {} }: Visit = {},
): Promise<unknown> {
  const answer: unknown = await from(`10.4.0.${++visits}`, () =>
    Promise.resolve(
      handler({ request: request(path, form ? { jar, form } : { jar }), params, context: {} }),
    ).catch((thrown: unknown) => thrown),
  );
  if (answer instanceof Response) jar.take(answer.headers);
  else if (isDataWithHeaders(answer)) jar.take(answer.init.headers);
  return answer;
}

const isDataWithHeaders = (answer: unknown): answer is { init: { headers: Headers } } =>
  typeof answer === "object" &&
  answer !== null &&
  "init" in answer &&
  typeof answer.init === "object" &&
  answer.init !== null &&
  "headers" in answer.init &&
  answer.init.headers instanceof Headers;

const whereTo = async (answer: Promise<unknown>): Promise<{ status: number; to: string | null }> =>
  outcome(answer);
const text = (answer: unknown): string => JSON.stringify(answer);

test("signing in leads to where one was going, and never off the site", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  const go = (to: string): Promise<unknown> =>
    visit(signInPage.action, `/sign-in?to=${encodeURIComponent(to)}`, {
      form: { email, password: everybodysPassword },
    });
  expect(await whereTo(go("/hours?from=2026-01-01"))).toEqual({ status: 302, to: "/hours?from=2026-01-01" });
  for (const evil of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/%5Cevil.example/..//",
    "evil",
    "/a\nb",
    "",
  ]) {
    const { to } = await whereTo(go(evil));
    expect(new URL(to ?? "", "http://localhost:3000").origin, evil).toBe("http://localhost:3000");
  }
  const staff = await buildUser({ clientId: null, role: "engineer" });
  expect(
    await whereTo(
      visit(signInPage.action, "/sign-in", { form: { email: staff.email, password: everybodysPassword } }),
    ),
  ).toEqual({ status: 302, to: "/staff" });
});

test("wrong and unknown look the same; what was typed stays, the password does not", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  const answers = await Promise.all(
    [email, "nobody@nowhere.example"].map((who) =>
      visit(signInPage.action, "/sign-in", { form: { email: who, password: "wrong-wrong-wrong" } }),
    ),
  );
  const [known, unknown] = answers.map((answer, at) =>
    text(answer).replaceAll(at === 0 ? email : "nobody@nowhere.example", "WHO"),
  );
  expect(known).toBe(unknown);
  expect(known).toContain("WHO");
  expect(known).toContain('"status":409');
  expect(known).not.toContain("wrong-wrong-wrong");
  const empty = text(
    await visit(signInPage.action, "/sign-in", { form: { email: "geen-adres", password: "" } }),
  );
  expect(empty).toContain("Vul een e-mailadres in");
  expect(empty).toContain("geen-adres");
});

test("outside the demo the sign-in page holds no login and no password", async () => {
  const answer = text(await visit(signInPage.loader, "/sign-in"));
  expect(answer).not.toContain("tegoed-demo");
  expect(answer).not.toContain("petra@");
});

test("a signed-in person is sent on from the sign-in page", async () => {
  const jar = await browserOf(await buildUser({ clientId: null, role: "owner" }));
  expect(await whereTo(visit(signInPage.loader, "/sign-in", { jar }))).toEqual({ status: 302, to: "/staff" });
});

test("from invitation to second factor: every page in turn, as a browser walks them", async () => {
  await behind("update msp set mfa_required = true");
  const owner = await buildUser({ clientId: null, role: "owner" });
  await behind("update msp set mfa_required = false");
  const inviter = await browserOf(owner);
  const email = "verse.engineer@helder-it.example";
  const sent = visit(staffPeople.action, "/staff/people", {
    jar: inviter,
    form: { intent: "invite", name: "Vers Gezicht", email, role: "engineer", locale: "de" },
  });
  expect(await whereTo(sent)).toEqual({ status: 302, to: "/staff/people" });
  await behind("update msp set mfa_required = true");
  const [letter] = await behind<{ link: string; locale: string }>(
    "select props->>'link' as link, locale from letter where recipient = $1",
    [email],
  );
  expect(letter?.locale).toBe("de");
  const token = letter?.link.split("/").at(-1) ?? "";
  const jar = new Jar();
  const accepted = visit(invitation.action, `/invitation/${token}`, {
    jar,
    params: { token },
    form: { name: "Vers Gezicht", password: "acht blije otters zwemmen" },
  });
  expect(await whereTo(accepted)).toEqual({ status: 302, to: "/staff" });
  expect(jar.cookies.get("lang")).toBe("de");
  expect(await whereTo(visit(staffPeople.loader, "/staff/people", { jar }))).toEqual({
    status: 302,
    to: "/security/authenticator",
  });
  expect(
    await whereTo(visit(authenticator.action, "/security/authenticator", { jar, form: { intent: "begin" } })),
  ).toEqual({ status: 302, to: "/security/authenticator" });
  expect(text(await visit(authenticator.loader, "/security/authenticator", { jar }))).toContain("<svg");
  expect(
    text(
      await visit(authenticator.action, "/security/authenticator", {
        jar,
        form: { intent: "complete", code: "000000" },
      }),
    ),
  ).toContain("klopt niet");
  const [person] = await behind<{ id: string }>('select id::text from "user" where email = $1', [email]);
  const code = await appCode(person?.id ?? "", -1);
  expect(
    await whereTo(
      visit(authenticator.action, "/security/authenticator", { jar, form: { intent: "complete", code } }),
    ),
  ).toEqual({ status: 302, to: "/security/backup-codes" });
  expect(text(await visit(root.loader, "/security/backup-codes", { jar }))).toContain(
    "Tweestapsverificatie staat aan.",
  );
  const made = await visit(backupCodes.action, "/security/backup-codes", { jar, form: {} });
  expect(text(made).match(/[a-z2-9]{5}-[a-z2-9]{5}/g)).toHaveLength(10);
  expect(await whereTo(visit(security.loader, "/security", { jar }))).toMatchObject({ status: 200 });
  const again = new Jar();
  expect(
    await whereTo(
      visit(signInPage.action, "/sign-in?to=%2Fstaff%2Frequests", {
        jar: again,
        form: { email, password: "acht blije otters zwemmen" },
      }),
    ),
  ).toEqual({ status: 302, to: "/sign-in/code?to=%2Fstaff%2Frequests" });
  expect(await whereTo(visit(codePage.loader, "/sign-in/code", { jar: again }))).toMatchObject({
    status: 200,
  });
  expect(
    await whereTo(
      visit(codePage.action, "/sign-in/code?to=%2Fstaff%2Frequests", {
        jar: again,
        form: { code: await appCode(person?.id ?? "") },
      }),
    ),
  ).toEqual({ status: 302, to: "/staff/requests" });
  await behind("update msp set mfa_required = false");
});

test("without a right password there is no code page", async () => {
  expect(await whereTo(visit(codePage.loader, "/sign-in/code"))).toEqual({ status: 302, to: "/sign-in" });
  expect(await whereTo(visit(codePage.action, "/sign-in/code", { form: { code: "123456" } }))).toEqual({
    status: 302,
    to: "/sign-in",
  });
});

test("forgotten: same answer for known and unknown, the link's page, the new password, the sign-in page", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "employee" });
  const ask = (who: string): Promise<unknown> => visit(forgot.action, "/forgot", { form: { email: who } });
  expect(await whereTo(ask("nobody@nowhere.example"))).toEqual(await whereTo(ask(email)));
  await performJob(identityJobs["identity.send-reset"], { email });
  const [letter] = await behind<{ link: string }>(
    "select props->>'link' as link from letter where recipient = $1 order by created_at desc limit 1",
    [email],
  );
  const token = letter?.link.split("/").at(-1) ?? "";
  const params = { token };
  expect(text(await visit(reset.loader, `/reset/${token}`, { params }))).toContain(email);
  expect(
    text(await visit(reset.action, `/reset/${token}`, { params, form: { password: "welkom" } })),
  ).toContain("15 tekens");
  expect(
    await whereTo(
      visit(reset.action, `/reset/${token}`, { params, form: { password: "acht blije otters zwemmen" } }),
    ),
  ).toEqual({ status: 302, to: "/sign-in" });
  expect(await whereTo(visit(reset.loader, `/reset/${token}`, { params }))).toMatchObject({ status: 410 });
  expect(
    await whereTo(visit(invitation.loader, "/invitation/nonsense", { params: { token: "nonsense" } })),
  ).toMatchObject({ status: 410 });
});

test("language and profile: the cookie, the account, and only known values", async () => {
  const jar = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  expect(
    await whereTo(visit(language.action, "/language", { jar, form: { locale: "en", to: "/hours" } })),
  ).toEqual({ status: 302, to: "/hours" });
  expect(jar.cookies.get("lang")).toBe("en");
  expect(
    await whereTo(visit(language.action, "/language", { form: { locale: "de", to: "//evil.example" } })),
  ).toEqual({ status: 302, to: "/" });
  expect(
    text(await visit(profile.action, "/profile", { jar, form: { name: "", locale: "xx", theme: "dark" } })),
  ).toContain('"status":400');
  expect(
    await whereTo(
      visit(profile.action, "/profile", {
        jar,
        form: { name: "Nieuwe Naam", locale: "de", theme: "dark", spreadsheet: "comma" },
      }),
    ),
  ).toEqual({ status: 302, to: "/profile" });
  expect(jar.cookies.get("theme")).toBe("dark");
  expect(await visit(profile.loader, "/profile", { jar })).toMatchObject({
    name: "Nieuwe Naam",
    locale: "de",
    theme: "dark",
    spreadsheet: "comma",
  });
});

test("who may open what", async () => {
  const jars = {
    nobody: new Jar(),
    employee: await browserOf(await buildUser({ clientId: world.jansen, role: "employee" })),
    manager: await browserOf(await buildUser({ clientId: world.jansen, role: "manager" })),
    engineer: await browserOf(await buildUser({ clientId: null, role: "engineer" })),
    account: await browserOf(await buildUser({ clientId: null, role: "account_manager" })),
    owner: await browserOf(await buildUser({ clientId: null, role: "owner" })),
  };
  const statuses = async (handler: LoaderFunction, path: string): Promise<Record<string, number>> =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(jars).map(
          async ([who, jar]) => [who, (await whereTo(visit(handler, path, { jar }))).status] as const,
        ),
      ),
    );
  expect(await statuses(people.loader, "/people")).toEqual({
    nobody: 302,
    employee: 404,
    manager: 200,
    engineer: 404,
    account: 404,
    owner: 404,
  });
  expect(await statuses(staffPeople.loader, "/staff/people")).toEqual({
    nobody: 302,
    employee: 404,
    manager: 404,
    engineer: 404,
    account: 404,
    owner: 200,
  });
  expect(await statuses(staffAudit.loader, "/staff/audit")).toEqual({
    nobody: 302,
    employee: 404,
    manager: 404,
    engineer: 404,
    account: 200,
    owner: 200,
  });
  expect(await statuses(security.loader, "/security")).toEqual({
    nobody: 302,
    employee: 200,
    manager: 200,
    engineer: 200,
    account: 200,
    owner: 200,
  });
  expect(
    await whereTo(visit(people.action, "/people", { jar: jars.employee, form: { intent: "invite" } })),
  ).toMatchObject({ status: 404 });
});

test("the app's key is shown only to a session that just proved itself", async () => {
  const jar = await browserOf(await buildUser({ clientId: world.jansen, role: "employee" }));
  await beginEnrolment(await requireUser(request("/", { jar })));
  await behind("update session set created_at = now() - interval '16 minutes'");
  expect(await whereTo(visit(authenticator.loader, "/security/authenticator", { jar }))).toEqual({
    status: 302,
    to: "/security/confirm?to=%2Fsecurity%2Fauthenticator",
  });
});

test("what was typed when the session had ended waits for its own person, on its own page, without secrets, once", async () => {
  const { email } = await buildUser({ clientId: world.jansen, role: "manager" });
  const other = await buildUser({ clientId: world.jansen, role: "manager" });
  const jar = new Jar();
  const enter = (who: string, to = "/people"): Promise<unknown> =>
    visit(signInPage.action, `/sign-in?to=${encodeURIComponent(to)}`, {
      jar,
      form: { email: who, password: everybodysPassword },
    });
  const read = async (path: string): Promise<string> => text(await visit(root.loader, path, { jar }));
  const typed = "Mevrouw De Wit-van Rijn";
  const loseSession = async (): Promise<void> => {
    await behind("delete from session");
    const sent = visit(people.action, "/people", {
      jar,
      form: { intent: "invite", name: typed, email: "wit@klant.example", password: "nooit bewaren" },
    });
    expect(await whereTo(sent)).toEqual({ status: 302, to: "/sign-in?to=%2Fpeople" });
  };
  await enter(email);
  expect([...jar.cookies.keys()]).not.toContain("tegoed.kept");
  await loseSession();
  expect(jar.cookies.get("tegoed.kept")).toBeTruthy();
  expect(jar.cookies.get("tegoed.kept")).not.toContain("Wit");
  expect(await read("/people")).not.toContain(typed);
  await enter(email);
  expect(await read("/hours")).not.toContain(typed);
  const kept = await read("/people");
  expect(kept).toContain(typed);
  expect(kept).not.toContain("nooit bewaren");
  expect(await read("/people")).not.toContain(typed);
  const [count] = await behind<{ sent: number }>(
    "select count(*)::int as sent from invitation where email = 'wit@klant.example'",
  );
  expect(count?.sent).toBe(0);
  await loseSession();
  const brought = jar.cookies.get("tegoed.kept") ?? "";
  await enter(other.email);
  expect([...jar.cookies.keys()]).not.toContain("tegoed.kept");
  jar.cookies.set("tegoed.kept", brought);
  expect(await read("/people")).not.toContain(typed);
  await visit(signOutPage.action, "/sign-out", { jar, form: {} });
  expect([...jar.cookies.keys()].filter((name) => /kept|last/.test(name))).toEqual([]);
});
