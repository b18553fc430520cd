import { parseCookies } from "better-auth/cookies";
import { constantTimeEqual, makeSignature } from "better-auth/crypto";

import { env } from "#app/platform/env.server.ts";

/** What the names of our cookies begin with: over https browsers hold `__Host-` cookies to this very host. */
export function cookiePrefix(): string {
  return env().origin.startsWith("https:") ? "__Host-tegoed" : "tegoed";
}

/** The session token of a request whose cookie bears our signature; null for none and for a forged one. */
export function sessionToken(request: { headers: Headers }): Promise<string | null> {
  return signedValue(request, "session_token");
}

/** What stands for somebody whose password was right and whose code is still to come. */
export function challengeToken(request: { headers: Headers }): Promise<string | null> {
  return signedValue(request, "two_factor");
}

async function signedValue(request: { headers: Headers }, name: string): Promise<string | null> {
  const value = parseCookies(request.headers.get("cookie") ?? "").get(`${cookiePrefix()}.${name}`);
  if (!value) return null;
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  return constantTimeEqual(value.slice(dot + 1), await makeSignature(token, env().authSecret)) ? token : null;
}
