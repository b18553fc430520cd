import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readFields } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import type { FormReply } from "#app/ui/fields/reply-form.tsx";

import { discardDraft, publishTemplate, saveTemplate, type PublishRefusal } from "./edit-template.server.ts";
import type { AgreementKind } from "./kinds.ts";
import { readTemplate, templateLimits } from "./template-form.server.ts";
import { getTemplatePage } from "./template-page.server.ts";

/** Answers what the editor of a template sends; throws the way back to the page, or answers why it can't be done and what was typed. */
export async function answerTemplate(
  request: Request,
  scope: StaffScope,
  kind: AgreementKind,
): Promise<{ refused: string; typed: FormReply }> {
  const fields = await readFields(request, templateLimits);
  const shown = await getTemplatePage(scope, kind, getLocale());
  const { intent, content, seen, isRead, movedTo } = readTemplate(fields, shown.content);
  const page = `/staff/settings/templates/${kind}`;
  if (intent === "discard") {
    await discardDraft(scope, kind);
    throw await redirectWithNotice(page, { kind: "info", text: m.agreements_template_discarded() });
  }
  if (intent === "move") {
    await saveTemplate(scope, { kind, content, note: "" });
    const text = m.agreements_template_moved();
    throw await redirectWithNotice(`${page}#clause-${movedTo ?? 0}`, { kind: "good", text });
  }
  if (intent !== "publish") {
    await saveTemplate(scope, { kind, content, note: "" });
    throw await redirectWithNotice(page, { kind: "good", text: m.agreements_template_saved() });
  }
  const typed = { initialValue: Object.fromEntries(fields) };
  if (!isRead) return { refused: m.agreements_template_lawyer_needed(), typed };
  const published = await publishTemplate(scope, kind, seen);
  if (!published.ok) return { refused: publishRefusalWords[published.refusal](), typed };
  throw await redirectWithNotice(page, { kind: "good", text: m.agreements_template_published() });
}

const publishRefusalWords = {
  "no-draft": m.agreements_template_no_draft,
  "draft-changed": m.agreements_template_draft_changed,
  problems: m.agreements_template_problems,
} satisfies Record<PublishRefusal, () => string>;
