import { Form } from "@remix-run/react";

import type { StaffTopup } from "#app/billing/topup/staff-topup.server.ts";
import { attemptTone, attemptWord, methodName } from "#app/billing/topup/words.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** A client's top-ups as staff see them, and the button that lets suspended ones go on. */
export function StaffTopupCard({ topup, actionTo }: { topup: StaffTopup; actionTo: string }) {
  return (
    <Card title={m.topup_staff_title()} titleId="staff-topup">
      <p>{whatIsSet(topup)}</p>
      {topup.mode === "charge" && (
        <p className="text-sm text-muted">
          {topup.method ? methodName(topup.method) : m.topup_staff_no_method()}
        </p>
      )}
      {(topup.suspendedSince ?? topup.cappedSince) && (
        <div className="mt-3">
          <BadgeRow>
            {topup.suspendedSince && (
              <Badge tone="negative">
                {m.topup_staff_suspended({ day: formatDay(topup.suspendedSince) })}
              </Badge>
            )}
            {topup.cappedSince && <Badge tone="low">{m.topup_staff_capped()}</Badge>}
          </BadgeRow>
        </div>
      )}
      {topup.attempts.length > 0 && (
        <div className="mt-4">
          <EntryList
            rows={topup.attempts.map((attempt) => ({
              key: attempt.id,
              title: formatMinutes(attempt.minutes),
              detail: formatDay(attempt.on),
              aside: (
                <Badge tone={attemptTone(attempt)} size="small">
                  {attemptWord(attempt)}
                </Badge>
              ),
            }))}
          />
        </div>
      )}
      {topup.suspendedSince && topup.mayResume && (
        <Form method="post" action={actionTo} className="mt-4">
          <SubmitButton tone="secondary" size="small">
            {m.topup_staff_resume()}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}

function whatIsSet({ mode, thresholdMinutes }: StaffTopup): string {
  const minutes = formatMinutes(thresholdMinutes);
  if (mode === "charge") return m.topup_staff_charge({ minutes });
  if (mode === "invoice") return m.topup_staff_invoice({ minutes });
  return mode === "warn" ? m.topup_staff_warn({ minutes }) : m.topup_staff_off();
}
