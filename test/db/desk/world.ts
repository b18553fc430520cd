import { randomUUID } from "node:crypto";

import { makeSignature } from "better-auth/crypto";

import type { ClientRole, ClientScope, StaffRole, StaffScope } from "#app/identity/scope.ts";
import { cookiePrefix } from "#app/identity/session-cookie.server.ts";
import { authPrisma } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildUser } from "#test/builders/user.ts";

export type World = {
  jansen: string;
  vogel: string;
  daan: StaffScope;
  iris: StaffScope;
  noor: StaffScope;
  fien: StaffScope;
  petra: ClientScope;
  tom: ClientScope;
  eva: ClientScope;
};

/** The MSP's four roles, and two clients: one with a manager and an employee, one with a manager. */
export async function buildWorld(): Promise<World> {
  await buildMsp();
  const jansen = (await buildClient()).clientId;
  const vogel = (
    await buildClient({ name: "Kanzlei Vogel", country: "DE", locale: "de", zone: "Europe/Berlin" })
  ).clientId;
  return {
    jansen,
    vogel,
    daan: await staff("Daan Visser", "engineer"),
    iris: await staff("Iris Bakker", "account_manager"),
    noor: await staff("Noor Smit", "owner"),
    fien: await staff("Fien Mulder", "finance"),
    petra: await person(jansen, "Petra Jansen", "manager"),
    tom: await person(jansen, "Tom de Boer", "employee"),
    eva: await person(vogel, "Eva Vogel", "manager"),
  };
}

/** Somebody of the MSP. */
export async function staff(name: string, role: StaffRole): Promise<StaffScope> {
  return {
    kind: "staff",
    ...(await buildUser({ clientId: null, role }, { name })),
    role,
    sessionId: randomUUID(),
  };
}

/** Somebody of a client. */
export async function person(clientId: string, name: string, role: ClientRole): Promise<ClientScope> {
  return {
    kind: "client",
    ...(await buildUser({ clientId, role }, { name })),
    clientId,
    clientName: "",
    role,
    sessionId: randomUUID(),
  };
}

/** A request of this signed-in person, as their browser sends it; with a form it is a post. */
export async function requestOf(
  scope: { userId: string },
  path: string,
  form?: Record<string, string>,
): Promise<Request> {
  const token = randomUUID();
  await authPrisma().session.create({
    data: { token, userId: scope.userId, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  const headers = {
    cookie: `${cookiePrefix()}.session_token=${encodeURIComponent(`${token}.${await makeSignature(token, env().authSecret)}`)}`,
  };
  return new Request(
    `http://localhost:3000${path}`,
    form ? { method: "POST", headers, body: new URLSearchParams(form) } : { headers },
  );
}

/** What a loader or action answers, as a status: 200 for plain data, else that of the response that was returned or thrown. */
export async function statusOf(run: () => unknown): Promise<number> {
  try {
    return statusIn(await run());
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    return statusIn(thrown);
  }
}

function statusIn(answer: unknown): number {
  if (answer instanceof Response) return answer.status;
  const init: unknown =
    typeof answer === "object" &&
    answer !== null &&
    "type" in answer &&
    answer.type === "DataWithResponseInit"
      ? Reflect.get(answer, "init")
      : null;
  const status: unknown = typeof init === "object" && init !== null ? Reflect.get(init, "status") : null;
  return typeof status === "number" ? status : 200;
}
