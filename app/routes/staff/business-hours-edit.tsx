import { randomUUID } from "node:crypto";

import { getFormProps, useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";

import { zones } from "#app/clients/rules/places.ts";
import { deskAccess } from "#app/desk/access.ts";
import { CalendarFields } from "#app/desk/components/calendar-fields.tsx";
import { weekdays } from "#app/desk/rules/business-week.ts";
import { getCalendarPage, saveCalendar, type CalendarRefusal } from "#app/desk/save-calendar.server.ts";
import { calendarForm } from "#app/desk/settings-forms.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.queue_hours_title() }) }];

const idOf = (param: string | undefined): string => (param === "new" ? param : uuidParam(param));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.setHours);
  return getCalendarPage(scope, idOf(params["calendarId"]), randomUUID());
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.setHours);
  const id = idOf(params["calendarId"]);
  const form = await readForm(request, calendarForm, { mostFields: 2050 });
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { day1, day2, day3, day4, day5, day6, day7, ...typed } = form.value;
  await getCalendarPage(scope, id, typed.id);
  if (id !== "new" && id !== typed.id) return notFound();
  const days = { "1": day1, "2": day2, "3": day3, "4": day4, "5": day5, "6": day6, "7": day7 };
  const saved = await saveCalendar(scope, { ...typed, days });
  if (!saved.ok) return data(form.reply({ formErrors: [refusals[saved.refusal]()] }), { status: 400 });
  return redirectWithNotice("/staff/settings/hours", { kind: "good", text: m.queue_hours_saved() });
}

const refusals: Record<CalendarRefusal, () => string> = {
  "bad-day": m.queue_hours_bad_day,
  "bad-holiday": m.queue_hours_bad_holiday,
  "bad-region": m.queue_hours_bad_region,
  "bad-zone": m.queue_hours_bad_zone,
  "name-taken": m.queue_hours_name_taken,
};

export default function StaffBusinessHoursEdit() {
  const { typed, regions, contracts, isDefault } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof calendarForm>>({
    id: "hours",
    lastResult: lastResult ?? null,
    defaultValue: typed,
  });
  return (
    <>
      <PageHeader
        title={typed.name || m.queue_hours_add()}
        subtitle={m.queue_hours_subtitle()}
        back={{ to: "/staff/settings/hours", label: m.queue_hours_title() }}
      />
      <Form method="post" {...getFormProps(form)} className="max-w-3xl">
        <Card padding="large">
          <FormError id={form.errorId} errors={form.errors} className="mb-4.5" />
          <CalendarFields
            fields={fields}
            days={weekdays.map((weekday) => fields[`day${weekday}`])}
            zones={[...new Set<string>([typed.zone, ...zones])].sort()}
            regions={regions}
            contracts={isDefault ? [] : contracts}
            chosen={typed.contractIds}
          />
          <div className="mt-6">
            <ButtonRow>
              <SubmitButton>{m.queue_hours_save()}</SubmitButton>
              <LinkButton to="/staff/settings/hours" tone="quiet">
                {m.desk_cancel()}
              </LinkButton>
            </ButtonRow>
          </div>
        </Card>
      </Form>
    </>
  );
}
