import pg from "pg";

import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { withRequestContext } from "#app/platform/request-context.server.ts";

/** The MSP and two clients that the tests of this folder live in. */
export async function buildWorld(mfaRequired = false): Promise<{ jansen: string; vogel: string }> {
  return asSystem(async (tx) => {
    await tx.msp.create({ data: { name: "Helder IT", legalName: "Helder IT B.V.", country: "NL", email: "info@helder-it.example", mfaRequired } });
    const client = (name: string): Promise<{ id: string }> =>
      tx.client.create({ data: { name, legalName: name, country: "NL", billingEmail: "boeken@klant.example" }, select: { id: true } });
    return { jansen: (await client("Bakkerij Jansen")).id, vogel: (await client("Kanzlei Vogel")).id };
  });
}

/** Runs SQL as the superuser, past all policies: only to set a scene or to look behind it. */
export async function behind<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: env().databaseUrl });
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
  return new Request(`http://localhost:3000${path}`, options.form ? { method: "POST", headers, body: new URLSearchParams(options.form) } : { headers });
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
