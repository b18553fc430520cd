import { hashPassword } from "#app/identity/account.server.ts";
import { addPersonInside } from "#app/identity/add-person.server.ts";
import { passwordProblem, type PasswordProblem } from "#app/identity/rules/password-rules.ts";
import { asSystem } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { findMsp } from "#app/platform/msp.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { inSetup, type SetupKey } from "./setup-session.server.ts";
import { updateSetup } from "./setup-store.server.ts";

export type FirstOwner = { name: string; email: string; password: string; locale: Locale };
export type OwnerRefusal = PasswordProblem | "company-first" | "owner-there";

/** Gives the MSP its first owner. The owner signs in afterwards and sets up the second factor; of two at once the first is made. */
export async function setUpOwner(key: SetupKey, owner: FirstOwner): Promise<Result<null, OwnerRefusal>> {
  const mspName = (await asSystem(findMsp))?.name;
  if (mspName === undefined) return refuse("company-first");
  const problem = passwordProblem(owner.password, { ...owner, hasSecondFactor: false, mspName });
  if (problem) return refuse(problem);
  const hash = await hashPassword(owner.password);
  return inSetup(key, async (tx, setup) => {
    if (setup.ownerId) return refuse("owner-there");
    const ownerId = await addPersonInside(tx, {
      ...owner,
      name: owner.name.trim(),
      password: { hash },
      clientId: null,
      role: "owner",
    });
    await updateSetup(tx, { ownerId });
    return ok(null);
  });
}
