import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { RunTable } from "#app/billing/monthly/components/run-table.tsx";
import { monthIn } from "#app/billing/monthly/run-form.server.ts";
import { getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.monthly_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  return getRunPage(scope, monthIn(request));
}

export default function Monthly() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.monthly_title_of({ month: monthWords(page.month) })}
        subtitle={m.monthly_subtitle()}
      />
      <RunTable page={page} />
    </>
  );
}
