import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { MyTime } from "#app/hours/components/my-time.tsx";
import { getMyTime } from "#app/hours/my-time.server.ts";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.hours_my_time() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.logTime);
  const { zone } = await requireSignedIn(request);
  return { days: await getMyTime(scope, zone) };
}

export default function StaffMyTime() {
  const { days } = useLoaderData<typeof loader>();
  const minutes = days.reduce((sum, one) => sum + one.minutes, 0);
  return (
    <>
      <PageHeader
        title={m.hours_my_time()}
        subtitle={m.hours_my_time_sum({ minutes: formatMinutes(minutes) })}
      />
      <MyTime days={days} />
    </>
  );
}
