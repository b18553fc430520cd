import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { staffNav } from "#app/office/components/staff-frame.tsx";
import { getStaffFrame } from "#app/office/staff-frame.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { LinkList } from "#app/ui/lists.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_nav_more() }) }];

export function loader({ request }: LoaderFunctionArgs) {
  return getStaffFrame(request);
}

export default function StaffMore() {
  const frame = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.desk_nav_more()} />
      <Card padding="none">
        <LinkList
          links={[
            ...staffNav(frame),
            { to: "/staff/keys", label: m.desk_keys_title(), icon: "info" },
            { to: "/profile", label: frame.person.name, icon: "person" },
          ]}
        />
      </Card>
    </>
  );
}
