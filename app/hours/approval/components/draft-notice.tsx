import type { StaffTalk } from "#app/hours/query/query-view.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Why an entry does not count yet, and whose turn it is. */
export function DraftNotice({ draft }: { draft: NonNullable<StaffTalk["draft"]> }) {
  const words =
    draft.state === "rejected"
      ? m.approval_draft_rejected()
      : draft.awaits === "lead"
        ? m.approval_draft_lead()
        : m.approval_draft_client();
  return (
    <Notice
      tone={draft.state === "rejected" ? "low" : "info"}
      quiet
      action={
        draft.late && (
          <Badge size="small" tone="low">
            {m.approval_late()}
          </Badge>
        )
      }
    >
      {words}
      {draft.late && draft.reason && (
        <span className="block text-sm">{m.approval_late_why({ reason: draft.reason })}</span>
      )}
    </Notice>
  );
}
