import type { Tx } from "#app/platform/db.server.ts";

import { isExample } from "./examples/example-clause.ts";
import type { AgreementKind } from "./kinds.ts";
import { findPublished } from "./store/template-store.server.ts";

/** The published version of a kind's template; null while none is, and then nobody can be asked to sign one. */
export async function findPublishedVersion(tx: Tx, kind: AgreementKind): Promise<number | null> {
  return (await findPublished(tx, kind))?.version ?? null;
}

/** Tells whether the published template of a kind still holds the clause that says it is an example, so that its documents would. */
export async function isPublishedExample(tx: Tx, kind: AgreementKind): Promise<boolean> {
  const published = await findPublished(tx, kind);
  return published !== null && isExample(published.content);
}
