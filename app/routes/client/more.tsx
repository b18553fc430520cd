import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { clientNav } from "#app/portal/menu.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ContactCard } from "#app/ui/contact.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { MoreList } from "#app/ui/shell/more-list.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.hours_more_title() }) }];

export function loader({ request }: LoaderFunctionArgs) {
  return getClientFrame(request);
}

export default function More() {
  const frame = useLoaderData<typeof loader>();
  const { nav, account } = clientNav({ ...frame, role: frame.person.role });
  return (
    <>
      <PageHeader title={m.hours_more_title()} subtitle={frame.clientName} />
      <Stack>
        <ContactCard />
        <MoreList groups={[...nav.filter((item) => item.to !== "/"), ...account]} />
      </Stack>
    </>
  );
}
