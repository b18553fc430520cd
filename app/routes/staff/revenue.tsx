import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { monthWords } from "#app/contracts/components/line-words.ts";
import { conversionAccess } from "#app/conversion/access.ts";
import { RecurringView, sortRecurring } from "#app/conversion/components/recurring-table.tsx";
import { getRevenuePage } from "#app/conversion/revenue-page.server.ts";
import { revenueList } from "#app/conversion/staff-lists.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.conversion_recurring_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.read);
  const opened = await openList(scope, request, revenueList);
  const page = await getRevenuePage(scope);
  return { ...opened, page: { ...page, rows: sortRecurring(page.rows, opened.list.sort) } };
}

export default function Recurring() {
  const { page, ...opened } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.conversion_recurring_title()}
        subtitle={m.conversion_recurring_subtitle({ month: monthWords(page.month) })}
      />
      <RecurringView page={page} {...opened} />
    </>
  );
}
