import type { ReactNode } from "react";

import type { WorkRow } from "#app/hours/store/find-work.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Link } from "#app/ui/link.tsx";

/** The name of a piece of work, leading to its arithmetic. */
export function WorkTitle({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-6 items-center wrap-anywhere text-ink no-underline hover:underline pointer-coarse:min-h-11"
    >
      {children}
    </Link>
  );
}

/** When, who, why, how long it took where that is not what it costs; for staff what they wrote to each other. */
export function WorkDetail({ entry, worked = true }: { entry: WorkRow; worked?: boolean | undefined }) {
  return (
    <>
      {stateWord(entry) && (
        <span className="mr-2">
          <Badge size="small" tone={entry.contested || entry.waits === "rejected" ? "low" : "info"}>
            {stateWord(entry)}
          </Badge>
        </span>
      )}
      {[
        formatDay(entry.workedOn, "medium"),
        entry.bookedOn === entry.workedOn
          ? null
          : m.hours_booked_on({ day: formatDay(entry.bookedOn, "medium") }),
        entry.engineerName,
        natureWord(entry.nature),
        worked || entry.free || entry.covered ? workedWords(entry) : null,
      ]
        .filter(Boolean)
        .join(" · ")}
      {entry.internalNote && (
        <span className="mt-1 block rounded-md bg-sunk px-2.5 py-1.5 whitespace-pre-line text-ink">
          <span className="font-semibold">{m.desk_work_internal()}:</span> {entry.internalNote}
        </span>
      )}
    </>
  );
}

/** What makes this work other than plain: it waits for a word, or the client asks about it. */
function stateWord({ waits, contested }: WorkRow): string | null {
  if (contested) return m.query_state_open();
  return (
    waits &&
    { lead: m.approval_waits_lead, client: m.approval_waits_client, rejected: m.approval_rejected }[waits]()
  );
}

function natureWord(nature: WorkRow["nature"]): string {
  return nature === "proactive" ? m.desk_nature_proactive() : m.desk_nature_reactive();
}

function workedWords(entry: WorkRow): string | null {
  if (entry.covered) return m.hours_work_covered();
  if (entry.free) return m.desk_work_free();
  return entry.workedMinutes === entry.billableMinutes
    ? null
    : m.desk_work_worked({ minutes: formatMinutes(entry.workedMinutes) });
}
