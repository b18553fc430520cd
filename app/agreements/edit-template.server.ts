import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import type { AgreementKind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { checkTemplate, type TemplateContent, type TemplateProblem } from "./rules/template.ts";
import {
  deleteDraft,
  listVersions,
  lockTemplate,
  markPublished,
  saveDraft,
  type TemplateVersion,
} from "./store/template-store.server.ts";

export type WantedDraft = { kind: AgreementKind; content: TemplateContent; note: string };

/** Keeps the draft of the next version of a template; what is published stays as it is. */
export function saveTemplate(scope: StaffScope, wanted: WantedDraft): Promise<void> {
  return inScope(scope, async (tx) => {
    await saveNext(tx, wanted);
  });
}

export type PublishRefusal = "no-draft" | "draft-changed" | "problems";
type Published = Result<TemplateVersion, PublishRefusal> & { problems: TemplateProblem[] };

/**
 * Publishes the draft that was seen (its hash in hex): agreements made from now on use it. Refused, with each place, where a language is
 * incomplete or a field is unknown. Publishing the same again is once.
 */
export function publishTemplate(scope: StaffScope, kind: AgreementKind, seen: string): Promise<Published> {
  return inScope(scope, async (tx) => {
    await lockTemplate(tx, kind);
    const [newest] = await listVersions(tx, kind);
    if (newest?.publishedAt && newest.hash === seen) return { ...ok(newest), problems: [] };
    if (!newest || newest.publishedAt) return { ...refuse("no-draft"), problems: [] };
    if (newest.hash !== seen) return { ...refuse("draft-changed"), problems: [] };
    const check = checkTemplate(newest.content, knownNames(kind));
    if (!check.ok) return { ...refuse("problems"), problems: check.problems };
    await publish(tx, scope, newest);
    return { ...ok(newest), problems: [] };
  });
}

/** Throws the draft of a template away. */
export function discardDraft(scope: StaffScope, kind: AgreementKind): Promise<void> {
  return inScope(scope, async (tx) => {
    await lockTemplate(tx, kind);
    await deleteDraft(tx, kind);
  });
}

async function saveNext(tx: Tx, { kind, content, note }: WantedDraft): Promise<number> {
  await lockTemplate(tx, kind);
  const [newest] = await listVersions(tx, kind);
  const version = !newest ? 1 : newest.publishedAt ? newest.version + 1 : newest.version;
  await saveDraft(tx, { kind, version, content, note, at: now() });
  return version;
}

async function publish(tx: Tx, scope: StaffScope, version: TemplateVersion): Promise<void> {
  await markPublished(tx, version, { userId: scope.userId, at: now() });
  await appendAudit(tx, scope, {
    action: "agreement.template-published",
    target: `agreement-template:${version.kind}`,
    detail: { title: version.content.title.en, revision: version.version },
  });
}
