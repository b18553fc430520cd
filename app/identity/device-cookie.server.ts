import { createHash, randomUUID } from "node:crypto";

import { createCookie } from "@remix-run/node";

import { env } from "#app/platform/env.server.ts";

import { cookiePrefix } from "./session-cookie.server.ts";

const cookie = () =>
  createCookie(`${cookiePrefix()}.device`, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: 180 * 24 * 60 * 60,
    secure: env().origin.startsWith("https:"),
    secrets: [env().authSecret],
  });

const hashOf = (email: string): string =>
  createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");

/** The device's own name when this person signed in on it before: strangers' guesses then don't lock them out. */
export async function knownDevice(request: Request, email: string): Promise<string | null> {
  const stored: unknown = await cookie().parse(request.headers.get("cookie"));
  if (typeof stored !== "string") return null;
  const [hash, device] = stored.split(" ");
  return hash === hashOf(email) && device ? device : null;
}

/** The Set-Cookie value that makes this device known as the person's. */
export async function rememberDevice(request: Request, email: string): Promise<string> {
  return cookie().serialize(`${hashOf(email)} ${(await knownDevice(request, email)) ?? randomUUID()}`);
}
