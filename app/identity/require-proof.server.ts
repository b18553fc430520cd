import { redirect } from "@remix-run/node";

import { findProofOf } from "#app/identity/session-store.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

import { hereOf, requireSignedIn } from "./guard.server.ts";
import { keepForm } from "./kept-form.server.ts";
import type { Scope } from "./scope.ts";

/** How a person was known to sit there: by what, when, and from where. */
export type IdentityProof = {
  method: "code" | "password";
  /** Which code it was; null for a password, and where that is not known. */
  factor: "app" | "backup-code" | null;
  /** The assurance level of the session: 2 with a second factor. */
  aal: number;
  provenAt: Date;
  sessionId: string;
  /** The address of the browser, "none" where a request had none. */
  ip: string;
  userAgent: string;
};

/** Like requireUser, and asks for a code (or the password of who has none) again when that was more than five minutes ago; what a form held waits. */
export async function requireProof(request: Request): Promise<{ scope: Scope; proof: IdentityProof }> {
  const person = await requireSignedIn(request);
  const row = await findProofOf(person.scope.sessionId);
  if (!row) return notFound();
  if (!row.recent) {
    const here = hereOf(request);
    throw redirect(`/security/confirm?to=${encodeURIComponent(here)}`, {
      headers: await keepForm(request, here, person.scope.userId),
    });
  }
  const context = requestContext();
  return {
    scope: person.scope,
    proof: {
      method: person.hasSecondFactor ? "code" : "password",
      factor: person.hasSecondFactor && row.by !== "password" ? row.by : null,
      aal: row.aal,
      provenAt: row.at,
      sessionId: person.scope.sessionId,
      ip: context?.ip || "none",
      userAgent: (context?.userAgent ?? "").slice(0, 400),
    },
  };
}
