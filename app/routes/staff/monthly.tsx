import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { actOnMany, bulkForm } from "#app/billing/monthly/bulk-run.server.ts";
import { BulkProgress } from "#app/billing/monthly/components/bulk-progress.tsx";
import { RunTable } from "#app/billing/monthly/components/run-table.tsx";
import { listIn, monthIn } from "#app/billing/monthly/run-form.server.ts";
import { getRunMonth, getRunPage } from "#app/billing/monthly/run-page.server.ts";
import { cutRun, mostRunRows } from "#app/billing/rules/run-list.ts";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.monthly_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  const { rows, ...page } = await getRunPage(scope, monthIn(request));
  const { filter, page: at } = listIn(request);
  return { ...page, list: cutRun(rows, filter, at) };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.handleMoney);
  const month = monthIn(request) ?? (await getRunMonth(scope)).month;
  const form = await readForm(request, bulkForm, { mostFields: 2 * mostRunRows + 10 });
  if (form.status !== "success" || form.value.id.length === 0)
    return data({ bulk: null, refused: [m.monthly_bulk_none()] }, { status: 400 });
  return data({ bulk: await actOnMany(scope, month, form.value), refused: undefined });
}

export default function Monthly() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={m.monthly_title_of({ month: monthWords(page.month) })}
        subtitle={m.monthly_subtitle()}
      />
      <FormError errors={answer?.refused} className="mb-4" />
      {answer?.bulk && <BulkProgress answer={answer.bulk} />}
      <RunTable page={page} />
    </>
  );
}
