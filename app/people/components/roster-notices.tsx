import type { Confirmation } from "#app/people/store/confirmation-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Whether the people were confirmed this quarter, or the way to do so. */
export function AttestNotice({ attested, zone }: { attested: Confirmation<"roster"> | null; zone: string }) {
  if (attested)
    return (
      <Notice tone="good" quiet>
        {m.people_attest_done({ name: attested.name, at: formatInstant(attested.confirmedAt, zone) })}
      </Notice>
    );
  return (
    <Notice
      quiet
      title={m.people_attest_due_title()}
      action={<LinkButton to="/employees/attest">{m.people_attest_title()}</LinkButton>}
    >
      {m.people_attest_due_text()}
    </Notice>
  );
}

/** Whether the access rights were reviewed this quarter, or the way to do so. */
export function ReviewNotice({ reviewed, zone }: { reviewed: Confirmation<"rights"> | null; zone: string }) {
  if (reviewed)
    return (
      <Notice tone="good" quiet>
        {m.people_attest_done({ name: reviewed.name, at: formatInstant(reviewed.confirmedAt, zone) })}
      </Notice>
    );
  return (
    <Notice
      quiet
      title={m.people_review_due_title()}
      action={<LinkButton to="/access/review">{m.people_review_title()}</LinkButton>}
    >
      {m.people_review_due_text()}
    </Notice>
  );
}

/** Says that a page shows another day than today, with the way back. */
export function OnDayNotice({ day, to }: { day: Day; to: string }) {
  return (
    <Notice quiet action={<LinkButton to={to}>{m.people_today()}</LinkButton>}>
      {m.people_on_day({ day: formatDay(day) })}
    </Notice>
  );
}

/** Asks for another day of a page. */
export function OnDayForm({ day }: { day: Day }) {
  return (
    <Card>
      <Form method="get" className="flex flex-wrap items-end gap-3">
        <DayField
          key={day}
          field={{ id: "on", name: "on", initialValue: day }}
          label={m.people_on_day_label()}
        />
        <Button type="submit">{m.people_on_day_show()}</Button>
      </Form>
    </Card>
  );
}
