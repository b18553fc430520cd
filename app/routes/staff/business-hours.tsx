import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { getCalendarList } from "#app/desk/save-calendar.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { LinkList } from "#app/ui/lists.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.queue_hours_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { calendars: await getCalendarList(await requireStaff(request, deskAccess.setHours)) };
}

export default function StaffBusinessHours() {
  const { calendars } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.queue_hours_title()}
        subtitle={m.queue_hours_subtitle()}
        actions={
          <LinkButton to="/staff/settings/hours/new" size="small">
            {m.queue_hours_add()}
          </LinkButton>
        }
      />
      <Card padding="none" className="max-w-3xl">
        <LinkList
          links={calendars.map(({ id, name, zone, isDefault }) => ({
            to: `/staff/settings/hours/${id}`,
            label: name,
            detail: `${zone.replaceAll("_", " ")}${isDefault ? ` · ${m.queue_hours_default()}` : ""}`,
          }))}
        />
      </Card>
    </>
  );
}
