import { findMsp } from "#app/platform/msp.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";

import { demoLogins, type DemoLogin } from "./demo-logins.ts";

/** What every page before (or beside) the frame shows of the MSP; the logins in the demo, and there only. */
export type SiteData = {
  mspName: string;
  demo: { logins: readonly DemoLogin[]; password: string; mfaOff: boolean } | null;
};

/** Reads what every page that needs no sign-in shows. */
export async function getSite(): Promise<SiteData> {
  const msp = await asSystem(findMsp);
  const demo = env().mode === "demo" ? { ...demoLogins, mfaOff: !msp?.mfaRequired } : null;
  return { mspName: msp?.name ?? "", demo };
}
