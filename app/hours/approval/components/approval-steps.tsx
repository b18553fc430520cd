import type { ShownStep } from "#app/hours/query/query-view.server.ts";
import type { ApprovalStep } from "#app/hours/store/time-approval.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { EntryList } from "#app/ui/lists.tsx";

const titles = {
  asked: m.approval_step_asked,
  changed: m.approval_step_changed,
  passed: m.approval_step_passed,
  approved: m.approval_step_approved,
  rejected: m.approval_step_rejected,
  withdrawn: m.approval_step_withdrawn,
} satisfies Record<ApprovalStep, (input: { name: string }) => string>;

/** The way of an entry through its approval: who did what and when, with their words. */
export function ApprovalSteps({ steps }: { steps: ShownStep[] }) {
  return (
    <EntryList
      rows={steps.map(({ version, step, name, words, on }) => ({
        key: String(version),
        title: titles[step]({ name }),
        detail: [formatDay(on, "medium"), words].filter(Boolean).join(" · "),
      }))}
    />
  );
}
