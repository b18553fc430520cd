import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { contractsAccess } from "#app/contracts/access.ts";
import { MarginTable, sortMargins } from "#app/contracts/components/margin-table.tsx";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { monthAsked, workCostsForm } from "#app/contracts/margin-form.server.ts";
import { getMarginPage, setWorkCosts } from "#app/contracts/margin-page.server.ts";
import { marginList } from "#app/contracts/staff-lists.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_margin_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.seeCosts);
  const opened = await openList(scope, request, marginList);
  const page = await getMarginPage(scope, monthAsked(request));
  return { ...opened, page: { ...page, rows: sortMargins(page.rows, opened.list.sort) } };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.setWorkCosts);
  const form = await readForm(request, workCostsForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { intent: _, ...costs } = form.value;
  await setWorkCosts(scope, costs);
  return redirectWithNotice("/staff/margin", { kind: "good", text: m.people_saved() });
}

export default function Margin() {
  const { page, ...opened } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader
        title={m.contracts_margin_title()}
        subtitle={m.contracts_margin_subtitle({ month: monthWords(page.month) })}
      />
      <MarginTable page={page} {...opened} lastResult={lastResult} />
    </>
  );
}
