import type { AskForm } from "#app/desk/catalogue/ask-form.server.ts";
import type { Asked } from "#app/desk/catalogue/ask-for-change.server.ts";
import { previewPart, type PreviewPart } from "#app/desk/catalogue/preview-part.ts";
import type { AnswerProblem } from "#app/desk/rules/answers.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

type Again = Pick<AskForm, "id" | "values" | "checked">;

/** What an item's page shows after something was sent that was not taken: its questions again, or what is read before sending. */
export type AskReply =
  | (Again & { step: "form"; problems: Readonly<Record<string, AnswerProblem>> })
  | (Again & {
      step: "preview";
      earlierId: string | null;
      preview: PreviewPart;
      errors: string[] | undefined;
      fileErrors: Record<string, string[]>;
    });

/** The questions again with what was answered. */
export function formAgain(form: AskForm, problems: Record<string, AnswerProblem>): AskReply {
  return { step: "form", id: form.id, values: form.values, checked: form.checked, problems };
}

/** What to show of a request that was not sent; `canProve` as it was prepared. */
export function replyTo(
  form: AskForm,
  asked: Exclude<Asked, { kind: "sent" }>,
  canProve: boolean,
  error?: string,
): AskReply {
  if (asked.kind === "wrong") return formAgain(form, asked.problems);
  const { id, earlierId, values, checked } = form;
  const missing = asked.kind === "files-missing" ? asked.keys : [];
  return {
    ...{ step: "preview", id, earlierId, values, checked },
    preview: previewPart(asked.prepared, canProve, checked),
    errors: error === undefined ? undefined : [error],
    fileErrors: {
      ...form.fileErrors,
      ...Object.fromEntries(missing.map((key) => [key, [m.form_required()]])),
    },
  };
}

/** Why a request was not sent. */
export function refusedWords(asked: Exclude<Asked, { kind: "sent" }>): string {
  if (asked.kind === "files-missing") return m.change_form_wrong();
  return asked.kind === "proof-missing" ? m.change_proof_missing() : m.change_preview_changed();
}
