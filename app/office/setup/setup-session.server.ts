import { randomBytes } from "node:crypto";

import { createCookie } from "@remix-run/node";

import { appendAudit } from "#app/identity/audit.server.ts";
import { tokenHash } from "#app/identity/invitation-store.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, refuseInWords } from "#app/platform/http.server.ts";

import { findSetup, lockSetup, updateSetup, type Setup } from "./setup-store.server.ts";

const cookie = createCookie("setup", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 7 * 24 * 60 * 60,
  secure: env().origin.startsWith("https:"),
});

/** The hash of the secret that a browser brings along; no browser has the hash of nothing. */
export type SetupKey = { sessionHash: string };

async function keyOf(request: Request): Promise<SetupKey | null> {
  const secret: unknown = await cookie.parse(request.headers.get("cookie"));
  return typeof secret === "string" && secret !== "" ? { sessionHash: tokenHash(secret) } : null;
}

const isOpen = (setup: Setup | null): setup is Setup => setup !== null && setup.doneAt === null;

/** Tells whether a one-time address opens the first run. */
export async function isSetupToken(token: string): Promise<boolean> {
  const setup = await asSystem(findSetup);
  return isOpen(setup) && setup.tokenHash === tokenHash(token);
}

/** Opens the first run in this browser and answers its cookie; the browser before it is let go. A 404 where the address is over. */
export async function openSetup(token: string): Promise<Headers> {
  const secret = randomBytes(24).toString("base64url");
  const opened = await asSystem(async (tx) => {
    const setup = await lockSetup(tx);
    if (!isOpen(setup) || setup.tokenHash !== tokenHash(token)) return false;
    await updateSetup(tx, { sessionHash: tokenHash(secret) });
    await appendAudit(tx, "system", { action: "msp.setup-begun" });
    return true;
  });
  if (!opened) return notFound();
  return new Headers({ "set-cookie": await cookie.serialize(secret) });
}

/** Says to a browser that had the first run open that another one has it now. */
function takenOver(): never {
  return refuseInWords(409, { title: m.setup_taken_title(), text: m.setup_taken_text() });
}

/** Lets the browser through that opened the first run last; one that another took it over from is told so. To others, and once it is done, there is no such page. */
export async function requireSetup(request: Request): Promise<SetupKey> {
  const key = await keyOf(request);
  const setup = key && (await asSystem(findSetup));
  if (!key || !isOpen(setup)) return notFound();
  return setup.sessionHash === key.sessionHash ? key : takenOver();
}

/** Tells whether this browser has the first run open already. */
export async function hasSetup(request: Request): Promise<boolean> {
  const key = await keyOf(request);
  const setup = key && (await asSystem(findSetup));
  return key !== null && isOpen(setup) && setup.sessionHash === key.sessionHash;
}

/** Runs a step of the first run behind its lock: of two tabs or processes one at a time. A 404 once it is done, a 409 in words where it is open in another browser. */
export function inSetup<T>(key: SetupKey, run: (tx: Tx, setup: Setup) => Promise<T>): Promise<T> {
  return asSystem(async (tx) => {
    const setup = await lockSetup(tx);
    if (!isOpen(setup)) return notFound();
    if (setup.sessionHash !== key.sessionHash) return takenOver();
    return run(tx, setup);
  });
}

/** The cookie that ends with the first run. */
export async function closedSetup(headers = new Headers()): Promise<Headers> {
  headers.append("set-cookie", await cookie.serialize("", { maxAge: 0 }));
  return headers;
}
