import { Form } from "@remix-run/react";

import type { RefundPlan } from "#app/billing/refund/staff-order-form.server.ts";
import type { StaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

/** The step before money goes back: how much, how many hours go for it, and why. */
export function RefundSure({
  page: { order, clientName, throughStripe },
  plan,
}: {
  page: StaffOrderPage;
  plan: RefundPlan;
}) {
  const here = `/staff/orders/${order.id}`;
  const amount = formatMoney(plan.amountMinor, order.currency);
  return (
    <>
      <PageHeader
        title={m.refund_sure_title()}
        subtitle={clientName}
        back={{ to: here, label: m.refund_staff_order({ number: order.number }) }}
      />
      <Stack>
        <Notice tone="low" quiet>
          {m.refund_sure_text()}
        </Notice>
        <Card title={m.refund_form_title()} titleId="refund-sure" padding="large">
          <DefinitionList
            items={[
              {
                term: m.refund_sure_amount(),
                value: <strong className="whitespace-nowrap">{amount}</strong>,
              },
              { term: m.refund_sure_taken(), value: formatMinutes(plan.takeMinutes) },
              ...(plan.usedMinutes > 0
                ? [{ term: m.refund_sure_used(), value: formatMinutes(plan.usedMinutes) }]
                : []),
              { term: m.refund_form_reason(), value: <span className="wrap-anywhere">{plan.reason}</span> },
            ]}
          />
          {!throughStripe && <p className="mt-4 text-muted">{m.refund_form_outside()}</p>}
          <Form method="post" action={here} className="mt-5">
            <input type="hidden" name="formKey" value={plan.formKey} />
            <input type="hidden" name="amountMinor" value={plan.amountMinor} />
            <input type="hidden" name="reason" value={plan.reason} />
            <ButtonRow>
              <SubmitButton name="intent" value="refund-sure">
                {m.refund_sure_button({ amount })}
              </SubmitButton>
              <LinkButton to={here} tone="quiet">
                {m.refund_sure_back()}
              </LinkButton>
            </ButtonRow>
          </Form>
        </Card>
      </Stack>
    </>
  );
}
