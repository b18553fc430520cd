import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { Credit } from "#app/billing/bank-invoice/credit-store.server.ts";
import type { ClientOrder } from "#app/billing/refund/staff-order-page.server.ts";
import { sizeWord, stateTone, stateWord } from "#app/billing/words.ts";
import { formatInstant, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** A client's last orders. */
export function ClientOrders({ orders, zone }: { orders: ClientOrder[]; zone: string }) {
  return (
    <Card padding="none">
      <DataTable
        caption={m.refund_orders()}
        dense
        phone="flow"
        rows={orders}
        rowKey={(order) => order.id}
        empty={<EmptyState icon="invoices" title={m.refund_orders_none()} />}
        columns={[
          {
            key: "order",
            header: m.billing_invoice(),
            primary: true,
            cell: (order) => (
              <TwoLines
                first={
                  <TextLink to={`/staff/orders/${order.id}`}>
                    {m.refund_staff_order({ number: order.number })}
                  </TextLink>
                }
                second={sizeWord(order.minutes)}
              />
            ),
          },
          {
            key: "on",
            header: m.billing_date(),
            noWrap: true,
            cell: (order) => formatInstant(order.createdAt, zone),
          },
          {
            key: "gross",
            place: "figure",
            header: m.billing_gross(),
            align: "right",
            noWrap: true,
            cell: (order) => formatMoney(order.grossMinor, order.currency),
          },
          {
            key: "state",
            header: m.billing_status(),
            cell: (order) => (
              <Badge size="small" tone={stateTone(order.state, order.back)}>
                {stateWord(order.state, order.back)}
              </Badge>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** How far the owner trusts a client: hours on invoices that are not paid yet. Others read it. */
export function CreditForm({
  credit,
  mayEdit,
  lastResult,
}: {
  credit: Credit;
  mayEdit: boolean;
  lastResult: SubmissionResult | null;
}) {
  const [form, fields] = useForm<{ hours: string }>({
    id: "credit",
    lastResult,
    defaultValue: { hours: String(credit.limitMinutes / 60) },
  });
  const used = credit.unpaidMinutes > 0 && (
    <span className="text-sm text-muted">
      {m.refund_credit_used({ unpaid: formatMinutes(credit.unpaidMinutes) })}
    </span>
  );
  return (
    <Card title={m.refund_credit_title()} titleId="credit-title" aside={used}>
      {mayEdit ? (
        <Form method="post" {...getFormProps(form)} className="grid gap-4">
          <ErrorSummary items={[]} formErrors={form.errors} />
          <TextField
            field={fields.hours}
            label={m.refund_credit_limit()}
            hint={m.refund_credit_hint()}
            inputMode="numeric"
            autoComplete="off"
            width="tiny"
          />
          <div>
            <SubmitButton tone="secondary">{m.refund_credit_save()}</SubmitButton>
          </div>
        </Form>
      ) : (
        <p>
          {m.refund_credit_limit()}: <strong>{formatMinutes(credit.limitMinutes)}</strong>.{" "}
          <span className="text-muted">{m.refund_credit_owner()}</span>
        </p>
      )}
    </Card>
  );
}
