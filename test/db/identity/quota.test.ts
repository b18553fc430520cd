import { randomUUID } from "node:crypto";

import { beforeAll, beforeEach, expect, test } from "vitest";

import { requireStaff, requireUser } from "#app/identity/guard.server.ts";
import { queueSecurityNotice } from "#app/identity/security-notice.server.ts";
import { countWithin } from "#app/identity/throttle.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { buildUser } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, from, outcome, request, type Jar } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});
beforeEach(() => behind("delete from sign_in_throttle"));

const count = async (text: string): Promise<number> => (await behind<object>(text)).length;

test("of what is counted within an hour the most pass, also when all come at once; the next hour begins anew", async () => {
  const key = `test:${randomUUID()}`;
  const passed = async (): Promise<number> =>
    (await Promise.all(Array.from({ length: 20 }, () => countWithin(key, 7, 60)))).filter(Boolean).length;
  expect(await passed()).toBe(7);
  expect(await passed()).toBe(0);
  await behind("update sign_in_throttle set locked_until = now() - interval '1 second'");
  expect(await passed()).toBe(7);
});

async function asking(jar: Jar, times: number): Promise<number[]> {
  const answers: number[] = [];
  for (let time = 0; time < times; time++)
    answers.push(
      await from("10.9.0.1", async () => {
        const scope = await requireUser(request("/requests/new", { jar }));
        const asked = createRequest(scope, {
          id: randomUUID(),
          clientId: world.jansen,
          title: "Printer",
          description: "",
        });
        return asked.then(
          () => 200,
          (thrown: { init?: { status?: number } }) => thrown.init?.status ?? 0,
        );
      }),
    );
  return answers;
}

test("one person's acts send sixty letters an hour, then are refused and undone; others', and notices of security, go on", async () => {
  const [tom, petra] = [
    await buildUser({ clientId: world.jansen, role: "employee" }),
    await buildUser({ clientId: world.jansen, role: "manager" }),
  ];
  const jar = await browserOf(tom);
  expect(await asking(jar, 62)).toEqual([...Array.from({ length: 60 }, () => 200), 429, 429]);
  expect(await count("select from letter where template = 'request-received'")).toBe(60);
  expect(await count("select from request")).toBe(60);
  expect(await asking(await browserOf(petra), 1)).toEqual([200]);
  await from("10.9.0.1", async () => {
    const scope = await requireUser(request("/", { jar }));
    await inScope(scope, (tx) => queueSecurityNotice(tx, scope, "password.changed"));
  });
  expect(await count("select from letter where template = 'security-notice'")).toBe(1);
});

test("a job's letters belong to nobody's quota", async () => {
  const scope = { kind: "system" } as const;
  const letter = {
    clientId: null,
    to: "a@b.example",
    locale: "en",
    template: "reset-password",
    props: { name: "Petra", mspName: "Helder IT", link: "https://portal.example/reset/x" },
  } as const;
  for (let at = 0; at < 3; at++)
    await inScope(scope, (tx) => queueLetter(tx, { ...letter, key: `job:${at}` }));
  expect(await count("select from sign_in_throttle where subject like 'letters:%'")).toBe(0);
});

test("of a person's refused pages sixty an hour are written to the audit log; each is answered alike", async () => {
  const jar = await browserOf(await buildUser({ clientId: world.vogel, role: "employee" }));
  await behind("delete from graphile_worker._private_jobs");
  const answers = new Set<number>();
  for (let time = 0; time < 65; time++)
    answers.add((await outcome(requireStaff(request("/staff", { jar })))).status);
  expect(answers).toEqual(new Set([404]));
  expect(await count("select from audit_event where action = 'access.refused'")).toBe(60);
});
