import { randomBytes } from "node:crypto";

import { tokenHash } from "#app/identity/invitation-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { findMsp } from "#app/platform/msp.server.ts";

import { lockSetup, saveToken } from "./setup-store.server.ts";

/**
 * Makes a new one-time address for the first run, which ends the one before; null where the portal is set up. A database that holds an MSP but no first
 * run (the demo's, or one from before there was a first run) counts as set up.
 */
export async function renewSetupLink(): Promise<string | null> {
  const token = randomBytes(24).toString("base64url");
  const open = await asSystem(async (tx) => {
    const setup = await lockSetup(tx);
    if (setup?.doneAt || (!setup && (await findMsp(tx)))) return false;
    await saveToken(tx, tokenHash(token), now());
    return true;
  });
  return open ? `${env().origin}/setup/${token}` : null;
}

/** The line that tells where the first run begins. */
export function setupLine(link: string): string {
  return `Tegoed is not set up yet. Open ${link} in a browser. The address ends when the next one is printed: npm run setup prints a new one.`;
}
