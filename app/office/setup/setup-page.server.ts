import { requirePerson } from "#app/identity/people-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { findMsp } from "#app/platform/msp.server.ts";

import { findSetup } from "./setup-store.server.ts";

/** How the last test of a connection went. */
export type TestState = "untested" | "failed" | "works";

/** How far the first run has come, as its overview shows it. */
export type SetupPage = {
  company: string | null;
  hasVatNumber: boolean;
  owner: { name: string; email: string } | null;
  hours: boolean;
  mail: TestState;
  stripe: TestState;
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
      mail: testState(setup?.mailAt, setup?.mailFailedAt),
      stripe: testState(setup?.stripeAt, setup?.stripeFailedAt),
    };
  });
}

function testState(workedAt: Date | null | undefined, failedAt: Date | null | undefined): TestState {
  if (workedAt) return "works";
  return failedAt ? "failed" : "untested";
}
