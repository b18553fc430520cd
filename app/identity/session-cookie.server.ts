import { createHmac } from "node:crypto";

import { parseCookies } from "better-auth/cookies";
import { constantTimeEqual } from "better-auth/crypto";

import { env } from "#app/platform/env.server.ts";

/** What the names of our cookies begin with: over https browsers hold `__Host-` cookies to this very host. */
export function cookiePrefix(): string {
  return env().origin.startsWith("https:") ? "__Host-tegoed" : "tegoed";
}

/** The session token of a request whose cookie bears our signature; null for none and for a forged one. */
export function sessionToken(request: { headers: Headers }): string | null {
  return signedValue(request, "session_token");
}

/** What stands for somebody whose password was right and whose code is still to come. */
export function challengeToken(request: { headers: Headers }): string | null {
  return signedValue(request, "two_factor");
}

function signedValue(request: { headers: Headers }, name: string): string | null {
  const value = parseCookies(request.headers.get("cookie") ?? "").get(`${cookiePrefix()}.${name}`);
  if (!value) return null;
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  return constantTimeEqual(value.slice(dot + 1), signatureOf(token)) ? token : null;
}

/** What better-auth's makeSignature gives, at once: every page begins with it, and its way by the thread pool costs more than the page's session query. */
function signatureOf(token: string): string {
  return createHmac("sha256", env().authSecret).update(token).digest("base64");
}
