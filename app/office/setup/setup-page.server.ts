import { requirePerson } from "#app/identity/people-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { findMsp } from "#app/platform/msp.server.ts";

import { findSetup } from "./setup-store.server.ts";

/** How far the first run has come, as its overview shows it. */
export type SetupPage = {
  company: string | null;
  hasVatNumber: boolean;
  owner: { name: string; email: string } | null;
  hours: boolean;
  mail: boolean;
  stripe: boolean;
};

/** Reads how far the first run has come. */
export function getSetupPage(): Promise<SetupPage> {
  return asSystem(async (tx) => {
    const [setup, msp] = [await findSetup(tx), await findMsp(tx)];
    return {
      company: setup?.companyAt ? (msp?.name ?? null) : null,
      hasVatNumber: Boolean(msp?.vatNumber),
      owner: setup?.ownerId ? await requirePerson(tx, setup.ownerId) : null,
      hours: Boolean(setup?.hoursAt),
      mail: Boolean(setup?.mailAt),
      stripe: Boolean(setup?.stripeAt),
    };
  });
}
