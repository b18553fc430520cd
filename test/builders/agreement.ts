import type { Agreement } from "#app/agreements/agreement.ts";
import { publishTemplate, saveTemplate } from "#app/agreements/edit-template.server.ts";
import { exampleTemplates } from "#app/agreements/examples/examples.ts";
import type { AgreementKind } from "#app/agreements/kinds.ts";
import { prepareAgreementInside } from "#app/agreements/prepare-agreement.server.ts";
import { signAgreement, type WantedSignature } from "#app/agreements/sign-agreement.server.ts";
import { listVersions } from "#app/agreements/store/template-store.server.ts";
import type { WantedAgreement, WantedSigner } from "#app/agreements/wanted-agreement.ts";
import type { IdentityProof } from "#app/identity/require-proof.server.ts";
import type { Scope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** Publishes the next version of a kind's template: the example text, with a clause more where there is one. */
export async function buildTemplate(owner: StaffScope, kind: AgreementKind, more?: string): Promise<void> {
  const example = exampleTemplates[kind];
  const inAll = (text: string) => ({ nl: text, de: text, en: text });
  const clauses =
    more === undefined ? [] : [{ id: "more", when: [], heading: inAll("Plus"), text: inAll(more) }];
  const content = { ...example, clauses: [...example.clauses, ...clauses] };
  await saveTemplate(owner, { kind, content, note: "" });
  const [draft] = await asSystem((tx) => listVersions(tx, kind));
  const published = await publishTemplate(owner, kind, draft?.hash ?? "");
  if (!published.ok) throw new Error(`not published: ${JSON.stringify(published)}`);
}

/** An open agreement on prepaid hours of a client. */
export async function buildHourTerms(
  actor: Scope,
  clientId: string,
  signers: WantedSigner[],
  details: Partial<WantedAgreement<"hour-terms">> = {},
): Promise<Agreement> {
  const made = await asSystem((tx) =>
    prepareAgreementInside(tx, actor, {
      ...{ kind: "hour-terms", clientId, locale: "nl", fields: {}, tables: {}, signers },
      ...{ subjectKind: "hour-terms", subjectId: clientId, expiresAt: null },
      ...details,
    }),
  );
  if (!made.ok) throw new Error(`not prepared: ${made.refusal}`);
  return made.value;
}

/** Somebody of the client's side who signs first. */
export function asSigner(scope: Scope, position = 1): WantedSigner {
  const side = scope.kind === "client" ? "client" : "msp";
  return { userId: scope.userId, side, position, authority: "mag tekenen" };
}

/** Proof of who sits there, as the sign-in gives it. */
export function proofOf(scope: Scope): IdentityProof {
  return {
    ...{
      method: "code",
      factor: "app",
      aal: 2,
      provenAt: now(),
      sessionId: scope.sessionId,
      ip: "192.0.2.7",
    },
    userAgent: "Mozilla/5.0 (test)",
  };
}

/** Signs as somebody who read the agreement as it is now. */
export function sign(scope: Scope, agreement: Agreement, details: Partial<WantedSignature> = {}) {
  return signAgreement(scope, proofOf(scope), {
    agreementId: agreement.id,
    seen: agreement.documentHash,
    typedName: scope.name,
    consent: ["Ik heb dit document gelezen.", "Ik ga akkoord."],
    endSeen: "observed",
    ...details,
  });
}
