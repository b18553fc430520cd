import type { LockedHours } from "#app/hours/store/locked-accounts.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** The clients whose hours are locked, each with what doesn't add up and the way to its page. */
export function LockedHoursList({ locked, zone }: { locked: LockedHours[]; zone: string }) {
  return (
    <Card title={m.manage_locked_title()} titleId="locked">
      <p className="mb-3 text-muted">{m.manage_locked_text()}</p>
      <EntryList
        rows={locked.map(({ clientId, clientName, reason, at }) => ({
          key: clientId,
          title: <TextLink to={`/staff/clients/${clientId}`}>{clientName}</TextLink>,
          detail: (
            <>
              <span className="block">{m.manage_locked_since({ at: formatInstant(at, zone) })}</span>
              <code className="block wrap-anywhere">{reason}</code>
            </>
          ),
        }))}
      />
    </Card>
  );
}
