import { asSystem } from "#app/platform/db.server.ts";
import { findMsp } from "#app/platform/msp.server.ts";

import type { PageBrand } from "./page-brand.ts";

const keptMs = 10_000;
let kept: { brand: PageBrand; until: number } | undefined;

/**
 * How the MSP appears on pages; empty before the first run has made it. Every page asks, so a process keeps the answer for ten seconds:
 * another process's change is seen that much later.
 */
export async function getPageBrand(): Promise<PageBrand> {
  const at = performance.now();
  if (kept && kept.until > at) return kept.brand;
  const msp = await asSystem(findMsp);
  const url = (hash: string | null | undefined): string | null => (hash ? `/brand/${hash}` : null);
  const { colourLight = null, colourDark = null } = msp ?? {};
  const brand = {
    mspName: msp?.name ?? null,
    phone: msp?.phone ?? null,
    email: msp?.replyTo ?? msp?.email ?? null,
    logoUrl: url(msp?.logoLight),
    logoDarkUrl: url(msp?.logoDark),
    stylesheet:
      colourLight || colourDark ? `/brand/${colourLight ?? "own"}-${colourDark ?? "own"}.css` : null,
  };
  if (msp) kept = { brand, until: at + keptMs };
  return brand;
}

/** Forgets what this process keeps, after a change. */
export function forgetPageBrand(): void {
  kept = undefined;
}
