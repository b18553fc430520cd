import type { StaffScope } from "#app/identity/scope.ts";

import { timeRefusalWords } from "./components/refusal-words.ts";
import { previewTimeEntry, type Preview } from "./preview-time-entry.server.ts";
import type { WorkDetails } from "./work-details.ts";

/** What the form shows beside it: the arithmetic, or in words why there is none. */
export type PreviewReply = { preview: Preview } | { why: string };

/** Previews an entry (an edit when its id is given) for the form that asked. */
export async function previewReply(
  scope: StaffScope,
  work: WorkDetails,
  entryId: string | null = null,
): Promise<PreviewReply> {
  const preview = await previewTimeEntry(scope, work, entryId);
  return preview.ok ? { preview: preview.value } : { why: timeRefusalWords(preview.refusal) };
}

/** A preview never fails as a request: while somebody types, most forms are not whole yet. */
export function statusOf(form: { payload: Record<string, unknown> }): 200 | 400 {
  return form.payload["intent"] === "preview" ? 200 : 400;
}
