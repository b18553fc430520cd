import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { StaffOrder } from "#app/billing/refund/components/staff-order.tsx";
import { actOnOrder, planRefund, staffOrderForm } from "#app/billing/refund/staff-order-form.server.ts";
import { getStaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { refusalWord } from "#app/billing/refund/words.ts";
import type { StaffFrameData } from "#app/office/staff-frame.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: m.desk_title({ page: m.refund_staff_order({ number: shown?.page.order.number ?? "" }) }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  const page = (await getStaffOrderPage(scope, uuidParam(params["orderId"]))) ?? notFound();
  return { page, formKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.handleMoney);
  const orderId = uuidParam(params["orderId"]);
  const page = (await getStaffOrderPage(scope, orderId)) ?? notFound();
  const form = await readForm(request, staffOrderForm);
  if (form.status !== "success")
    return data({ lastResult: form.reply(), refused: undefined, plan: null }, { status: 400 });
  const { value } = form;
  if (value.intent === "refund") {
    const plan = planRefund(page, value);
    if (plan.ok) return data({ lastResult: null, refused: undefined, plan: plan.value });
    if (isOfAmount(plan.refusal))
      return data(
        {
          lastResult: form.reply({ fieldErrors: { amount: [refusalWord(plan.refusal, page)] } }),
          refused: undefined,
          plan: null,
        },
        { status: 400 },
      );
    return data(
      { lastResult: form.reply(), refused: [refusalWord(plan.refusal, page)], plan: null },
      { status: 409 },
    );
  }
  const done = await actOnOrder(scope, page.order, value);
  if (done.ok) return redirectWithNotice(`/staff/orders/${orderId}`, { kind: "good", text: done.value });
  // What is left may have changed meanwhile.
  const present = (await getStaffOrderPage(scope, orderId)) ?? page;
  return data(
    { lastResult: null, refused: [refusalWord(done.refusal, present)], plan: null },
    { status: 409 },
  );
}

/** Refusals that are said at the field of the amount. */
const isOfAmount = (refusal: string): boolean =>
  ["amount-wrong", "amount-ambiguous", "amount-differs", "too-much"].includes(refusal);

export default function StaffOrderPage() {
  const { page, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const frame = useRouteLoaderData<StaffFrameData>("routes/staff/layout");
  return (
    <StaffOrder
      page={page}
      mspName={frame?.mspName ?? ""}
      formKey={formKey}
      lastResult={answer?.lastResult ?? null}
      refused={answer?.refused}
      plan={answer?.plan ?? null}
    />
  );
}
