import { randomUUID } from "node:crypto";

import type { SubmissionResult } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { ClientRun } from "#app/billing/monthly/components/client-run.tsx";
import { actOnMonth } from "#app/billing/monthly/act-on-month.server.ts";
import { monthIn, runForm } from "#app/billing/monthly/run-form.server.ts";
import { getClientRunPage } from "#app/billing/monthly/run-page.server.ts";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { FormReplies } from "#app/ui/fields/reply-form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: m.desk_title({ page: shown?.page.client.name ?? m.monthly_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  return {
    page: await getClientRunPage(scope, uuidParam(params["clientId"]), monthIn(request)),
    formKey: randomUUID(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.handleMoney);
  const clientId = uuidParam(params["clientId"]);
  const { month } = await getClientRunPage(scope, clientId, monthIn(request));
  const form = await readForm(request, runForm);
  if (form.status !== "success")
    return data({ lastResult: form.reply(), refused: undefined }, { status: 400 });
  const done = await actOnMonth(scope, { clientId, month }, form.value);
  if (done.ok)
    return redirectWithNotice(`/staff/monthly/${clientId}?month=${month}`, {
      kind: "good",
      text: done.value,
    });
  const lastResult = form.reply({ fieldErrors: done.fields });
  return data({ lastResult, refused: done.refused }, { status: done.refused ? 409 : 400 });
}

/** Whether an answer is to the form that adjusts the month: the page's other form has fields of the same names. */
const isAdjustment = (reply: SubmissionResult | null | undefined): reply is SubmissionResult =>
  reply?.initialValue?.["intent"] === "adjust";

export default function MonthlyClient() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={page.client.name}
        subtitle={m.monthly_title_of({ month: monthWords(page.month) })}
        back={{ to: `/staff/monthly?month=${page.month}`, label: m.monthly_title() }}
      />
      <FormReplies reply={answer?.lastResult}>
        <ClientRun
          page={page}
          formKey={formKey}
          lastResult={isAdjustment(answer?.lastResult) ? answer.lastResult : null}
          refused={answer?.refused}
        />
      </FormReplies>
    </>
  );
}
