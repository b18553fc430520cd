import type { EmployeePage } from "#app/people/employee-page.server.ts";
import type { AuditVocabulary } from "#app/identity/audit.ts";
import { formatDay, formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** What was recorded about somebody, the newest first: from which day it counts, who recorded it and when. */
export function PersonHistory({ page, words }: { page: EmployeePage; words: AuditVocabulary }) {
  if (page.history.length === 0) return null;
  return (
    <Card title={m.people_history()} titleId="history">
      <EntryList
        rows={page.history.map((row, index) => ({
          key: String(index),
          title: words.action(row.action),
          detail: m.people_recorded({ actor: row.actor, at: formatInstant(row.at, page.zone) }),
          aside: formatDay(row.onDay, "medium"),
        }))}
      />
    </Card>
  );
}
