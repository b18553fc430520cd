import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { staffNav } from "#app/office/menu.ts";
import { getStaffFrame } from "#app/office/staff-frame.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";
import { MoreList } from "#app/ui/shell/more-list.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_nav_more() }) }];

export function loader({ request }: LoaderFunctionArgs) {
  return getStaffFrame(request);
}

export default function StaffMore() {
  const frame = useLoaderData<typeof loader>();
  const { nav, account } = staffNav({ role: frame.person.role, counts: frame.counts });
  return (
    <>
      <PageHeader title={m.desk_nav_more()} subtitle={frame.person.name} />
      <MoreList groups={[...nav, ...account]} />
    </>
  );
}
