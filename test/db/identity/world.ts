import { symmetricDecrypt } from "better-auth/crypto";
import pg from "pg";

import { auth } from "#app/identity/auth.server.ts";
import { requireUser } from "#app/identity/guard.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { beginEnrolment, completeEnrolment } from "#app/identity/second-factor.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { totpCode } from "#app/identity/totp.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withRequestContext } from "#app/platform/request-context.server.ts";
import { everybodysPassword } from "#test/builders/user.ts";

/** The MSP and two clients that the tests of this folder live in. */
export async function buildWorld(mfaRequired = false): Promise<{ jansen: string; vogel: string }> {
  return asSystem(async (tx) => {
    await tx.msp.create({
      data: {
        name: "Helder IT",
        legalName: "Helder IT B.V.",
        country: "NL",
        email: "info@helder-it.example",
        mfaRequired,
      },
    });
    const client = (name: string): Promise<{ id: string }> =>
      tx.client.create({
        data: { name, legalName: name, country: "NL", billingEmail: "boeken@klant.example" },
        select: { id: true },
      });
    return { jansen: (await client("Bakkerij Jansen")).id, vogel: (await client("Kanzlei Vogel")).id };
  });
}

/** Runs SQL as the superuser, past all policies: only to set a scene or to look behind it. */
export async function behind<T extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Does something as a request from an address. */
export function from<T>(ip: string, run: () => T): T {
  return withRequestContext({ requestId: "test", ip, nonce: "", userAgent: "test" }, run);
}

/** A request as a browser sends it: with the cookies of a jar, and a form when there is one. */
export function request(path: string, options: { jar?: Jar; form?: Record<string, string> } = {}): Request {
  const headers = new Headers({ "user-agent": "Mozilla/5.0 (test)" });
  if (options.jar?.header) headers.set("cookie", options.jar.header);
  return new Request(
    `http://localhost:3000${path}`,
    options.form ? { method: "POST", headers, body: new URLSearchParams(options.form) } : { headers },
  );
}

/** A browser's cookies. */
export class Jar {
  readonly cookies = new Map<string, string>();
  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  take(headers: Headers): this {
    for (const cookie of headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return this;
  }
}

/** Signs a person in and gives the browser that now holds the session. */
export async function browserOf(person: { email: string }, jar = new Jar()): Promise<Jar> {
  const answer = await from(`10.1.${++visits >> 8}.${visits & 255}`, () =>
    signIn(request("/sign-in", { jar }), person.email, everybodysPassword),
  );
  if (!answer.ok) throw new Error(`not signed in: ${answer.refusal}`);
  return jar.take(answer.headers);
}
let visits = 0;

/** The code that an authenticator app would show now, or some 30-second steps from now. */
export async function appCode(userId: string, steps = 0): Promise<string> {
  const [row] = await behind<{ secret: string }>("select secret from two_factor where user_id = $1", [
    userId,
  ]);
  const secret = await symmetricDecrypt({
    key: (await auth().$context).secretConfig,
    data: row?.secret ?? "",
  });
  return totpCode(secret, Math.floor(Date.now() / 30_000) + steps);
}

/** Gives a signed-in person a second factor, by the code of the step before the present one. */
export async function enrol(jar: Jar): Promise<Scope> {
  const scope = await requireUser(request("/", { jar }));
  await beginEnrolment(scope);
  const complete = async () =>
    completeEnrolment(request("/security/authenticator", { jar }), scope, await appCode(scope.userId, -1));
  // A new step may begin between making a code and checking it; the next code is then one step old again.
  const first = await complete();
  const answer = first.ok ? first : await complete();
  if (!answer.ok) throw new Error("not enrolled");
  jar.take(answer.headers);
  return scope;
}

/** What a thrown or answered response says: its status and where it leads. */
export async function outcome(run: Promise<unknown>): Promise<{ status: number; to: string | null }> {
  const answer: unknown = await run.catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get("location") };
  if (answer instanceof Error) throw answer;
  if (typeof answer === "object" && answer !== null && "init" in answer) {
    const { init } = answer;
    return {
      status: typeof init === "object" && init !== null && "status" in init ? Number(init.status) : 200,
      to: null,
    };
  }
  return { status: 200, to: null };
}

/** The token of the link in the newest letter to somebody. */
export async function lastLinkTo(email: string, template: string): Promise<string> {
  const [letter] = await behind<{ link: string }>(
    "select props->>'link' as link from letter where recipient = $1 and template = $2 order by created_at desc, key limit 1",
    [email, template],
  );
  return letter?.link.split("/").at(-1) ?? "";
}
