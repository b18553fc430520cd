import { isAPIError } from "better-auth/api";
import { parseCookies } from "better-auth/cookies";

import { requestContext } from "#app/platform/request-context.server.ts";

import { addressHeader, auth } from "./auth.server.ts";
import { cookiePrefix } from "./session-cookie.server.ts";

/** The headers that the sign-in library gets of a request: our own cookies, the browser's name, the address that the web server trusts. */
export function authHeaders(request: Request, options: { withoutSession?: boolean } = {}): Headers {
  const headers = new Headers({ "user-agent": (request.headers.get("user-agent") ?? "").slice(0, 300) });
  const cookies = [...parseCookies(request.headers.get("cookie") ?? "")].filter(
    ([name]) =>
      name.startsWith(cookiePrefix()) && !(options.withoutSession && name.endsWith(".session_token")),
  );
  if (cookies.length > 0)
    headers.set("cookie", cookies.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; "));
  const address = requestContext()?.ip;
  if (address) headers.set(addressHeader, address);
  return headers;
}

/** Only the Set-Cookie headers of an answer, for our own response. */
export function cookiesOf(headers: Headers): Headers {
  const own = new Headers();
  for (const cookie of headers.getSetCookie()) own.append("set-cookie", cookie);
  return own;
}

/** Runs a call of the sign-in library; null where it says no (4xx), anything else that goes wrong is thrown. */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isAPIError(error) && error.statusCode >= 400 && error.statusCode < 500) return null;
    throw error;
  }
}

/** Ends the session of a token at once. */
export async function endSessionToken(token: string): Promise<void> {
  await (await auth().$context).internalAdapter.deleteSession(token);
}
