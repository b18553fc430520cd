import {
  listAnswers,
  removeAnswer,
  writeAnswer,
  type CannedAnswer,
} from "#app/desk/store/answer-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";

/** The canned answers by name. */
export function getAnswers(scope: StaffScope): Promise<CannedAnswer[]> {
  return readInScope(scope, listAnswers);
}

/** What was typed in a reply's form (`body`), with a canned answer below it; nothing is sent. */
export async function withAnswer(
  scope: StaffScope,
  id: string,
  { initialValue }: { initialValue?: Record<string, unknown> | null | undefined },
): Promise<{ initialValue: Record<string, unknown> }> {
  const answer = (await getAnswers(scope)).find((one) => one.id === id);
  const parts = [initialValue?.["body"], answer?.body].filter((part) => typeof part === "string" && part);
  return { initialValue: { ...initialValue, body: parts.join("\n\n") } };
}

/** Saves a canned answer, a new one or another text of it. */
export function saveAnswer(scope: StaffScope, answer: CannedAnswer): Promise<void> {
  return inScope(scope, async (tx) => {
    await writeAnswer(tx, answer);
    await appendAudit(tx, scope, { action: "canned-answer.saved", target: `answer:${answer.name}` });
  });
}

/** Takes a canned answer out of the list; texts that were sent stay as they are. */
export function forgetAnswer(scope: StaffScope, id: string): Promise<void> {
  return inScope(scope, async (tx) => {
    await removeAnswer(tx, id);
    await appendAudit(tx, scope, { action: "canned-answer.removed", target: `answer:${id}` });
  });
}
