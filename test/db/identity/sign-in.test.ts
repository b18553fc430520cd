import { forClient } from "#app/identity/permission.ts";
import { beforeAll, expect, test } from "vitest";

import { requireClient, requireStaff, requireUser } from "#app/identity/guard.server.ts";
import { signedIn } from "#app/identity/signed-in.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { buildUser, everybodysPassword } from "#test/builders/user.ts";
import { behind, browserOf, buildWorld, from, Jar, request } from "#test/db/identity/world.ts";

let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
  world = await buildWorld();
});

test("a person signs in with mail address and password, and the guard returns their scope", async () => {
  const petra = await buildUser({ clientId: world.jansen, role: "manager" }, { name: "Petra Jansen" });
  const answer = await from("10.0.0.1", () => signIn(request("/sign-in"), petra.email, everybodysPassword));
  expect(answer).toMatchObject({ ok: true, next: "in" });
  if (!answer.ok) return;
  const jar = new Jar().take(answer.headers);
  expect(await requireClient(request("/", { jar }), forClient("manager"))).toMatchObject({
    kind: "client",
    clientId: world.jansen,
    clientName: "Bakkerij Jansen",
    role: "manager",
    name: "Petra Jansen",
  });
  await expect(requireStaff(request("/staff", { jar }))).rejects.toMatchObject({ init: { status: 404 } });
  await expect(requireClient(request("/people", { jar }), forClient("finance"))).rejects.toMatchObject({
    init: { status: 404 },
  });
  const rows = await behind<{ action: string; result: string }>(
    "select action, result from audit_event where client_id = $1 order by seq",
    [world.jansen],
  );
  expect(rows.map((row) => `${row.action} ${row.result}`)).toEqual([
    "person.added ok",
    "session.started ok",
    "access.refused refused",
    "access.refused refused",
  ]);
  expect(await behind("select * from audit_defects")).toEqual([]);
});

test("without a session, and with a forged one, the way leads to the sign-in page", async () => {
  for (const cookie of ["", "tegoed.session_token=abc.def", "tegoed.session_token=abc"]) {
    const asked = request("/hours?from=2026-01-01");
    if (cookie) asked.headers.set("cookie", cookie);
    const answer: unknown = await requireUser(asked).catch((thrown: unknown) => thrown);
    expect(answer).toBeInstanceOf(Response);
    if (answer instanceof Response)
      expect(answer.headers.get("location")).toBe("/sign-in?to=%2Fhours%3Ffrom%3D2026-01-01");
  }
});

test("a form that is sent after the session is over comes back to its own page, query and all", async () => {
  const asked = new Request(
    "http://localhost:3000/staff/time/new.data?request=abc&_routes=routes%2Fx&index",
    { method: "POST" },
  );
  const answer: unknown = await requireUser(asked).catch((thrown: unknown) => thrown);
  expect(answer instanceof Response && answer.headers.get("location")).toBe(
    "/sign-in?to=%2Fstaff%2Ftime%2Fnew%3Frequest%3Dabc",
  );
});

test("a session's token without our signature, or with another one, is nothing", async () => {
  const jar = await browserOf(await buildUser({ clientId: world.vogel, role: "employee" }));
  const [name = "", value = ""] = [...jar.cookies].find(([key]) => key.endsWith("session_token")) ?? [];
  const [token = "", signature = ""] = decodeURIComponent(value).split(".");
  const withCookie = (text: string): Request =>
    new Request("http://localhost:3000/", { headers: { cookie: `${name}=${encodeURIComponent(text)}` } });
  expect(await signedIn(withCookie(`${token}.${signature}`))).not.toBeNull();
  const forged = (signature.startsWith("A") ? "B" : "A") + signature.slice(1);
  for (const text of [
    `${token}.${forged}`,
    `${token}.`,
    token,
    `.${signature}`,
    `${token}.${signature.slice(0, 20)}`,
  ])
    expect(await signedIn(withCookie(text)), text).toBeNull();
});
