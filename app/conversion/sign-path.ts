import { ownSigner, type Agreement } from "#app/agreements/agreement.ts";
import type { ClientScope } from "#app/identity/scope.ts";

/** Where this person signs a proposal's agreement; its page where it is not addressed to them, or signed by them already. */
export function signPath(agreement: Agreement, scope: ClientScope): string {
  const page = `/agreements/${agreement.id}`;
  return ownSigner(agreement, scope)?.state === "waiting" ? `${page}/sign` : page;
}
