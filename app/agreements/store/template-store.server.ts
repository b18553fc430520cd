import { createHash } from "node:crypto";

import type { AgreementKind } from "#app/agreements/kinds.ts";
import { canonicalJson } from "#app/agreements/rules/document.ts";
import type { TemplateContent } from "#app/agreements/rules/template.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** One version of a template; a draft while it is not published. The hash in hex. */
export type TemplateVersion = {
  kind: AgreementKind;
  version: number;
  content: TemplateContent;
  hash: string;
  note: string;
  changedAt: Date;
  publishedAt: Date | null;
};

/** All versions of a template, the newest first. */
export function listVersions(tx: Tx, kind: AgreementKind): Promise<TemplateVersion[]> {
  return tx.$queryRaw<TemplateVersion[]>`
    select kind, version, content, encode(content_hash, 'hex') as hash, note, changed_at as "changedAt", published_at as "publishedAt"
    from agreement_template where kind = ${kind} order by version desc`;
}

/** The newest published version; null where none is published. */
export async function findPublished(tx: Tx, kind: AgreementKind): Promise<TemplateVersion | null> {
  const versions = await listVersions(tx, kind);
  return versions.find(({ publishedAt }) => publishedAt !== null) ?? null;
}

/** Lets one change at a time into the versions of a template. */
export async function lockTemplate(tx: Tx, kind: AgreementKind): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('agreement template ' || ${kind}, 0))::text as locked`;
}

/** Keeps the draft of a version; the caller holds the template's lock. */
export async function saveDraft(
  tx: Tx,
  draft: { kind: AgreementKind; version: number; content: TemplateContent; note: string; at: Date },
): Promise<void> {
  const hash = hashOfContent(draft.content);
  await tx.$executeRaw`
    insert into agreement_template (kind, version, content, content_hash, note, changed_at)
    values (${draft.kind}, ${draft.version}::int, ${JSON.stringify(draft.content)}::jsonb, decode(${hash}, 'hex'), ${draft.note}, ${draft.at})
    on conflict (kind, version) do update set content = excluded.content, content_hash = excluded.content_hash, note = excluded.note,
      changed_at = excluded.changed_at`;
}

/** Publishes the draft of a version: from then on it never changes. */
export async function markPublished(
  tx: Tx,
  { kind, version }: Pick<TemplateVersion, "kind" | "version">,
  by: { userId: string | null; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    update agreement_template set published_at = ${by.at}, published_by = ${by.userId}::uuid where kind = ${kind} and version = ${version}::int`;
}

/** Throws a draft away. */
export async function deleteDraft(tx: Tx, kind: AgreementKind): Promise<void> {
  await tx.$executeRaw`delete from agreement_template where kind = ${kind} and published_at is null`;
}

/** The hash of a template's contents, in hex. */
function hashOfContent(content: TemplateContent): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
