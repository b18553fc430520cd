import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { BilledTo } from "#app/billing/components/billed-to.tsx";
import { BillLines } from "#app/billing/components/price-card.tsx";
import { MoneyExplained, MoneyHistory } from "#app/billing/refund/components/money-history.tsx";
import { RefundSure } from "#app/billing/refund/components/refund-sure.tsx";
import { RefundForm } from "#app/billing/refund/components/refund-form.tsx";
import type { RefundPlan } from "#app/billing/refund/staff-order-form.server.ts";
import type { StaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { StaffUnsignedNotice } from "#app/billing/signed-terms/components/signed-terms.tsx";
import { methodWord, stateTone, stateWord } from "#app/billing/words.ts";
import { formatAmount, formatDay, formatInstant, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";
import { DefinitionList, type Definition } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

interface StaffOrderProps {
  page: StaffOrderPage;
  mspName: string;
  formKey: string;
  lastResult: SubmissionResult | null;
  /** Why what was asked for was not done, as the answer had it. */
  refused: string[] | undefined;
  /** A refund that waits for a last yes. */
  plan: RefundPlan | null;
}

/** One order as staff see it: what was paid, what became of its hours, what went back; and what owner and finance can do. */
export function StaffOrder({ page, mspName, formKey, lastResult, refused, plan }: StaffOrderProps) {
  const { order, money, zone, mayHandle } = page;
  if (plan) return <RefundSure page={page} plan={plan} />;
  return (
    <>
      <PageHeader
        title={m.refund_staff_order({ number: order.number })}
        subtitle={page.clientName}
        back={{ to: `/staff/clients/${order.clientId}/orders`, label: page.clientName }}
      />
      <Stack>
        <FormError errors={refused} />
        {page.isStuck && (
          <Notice quiet tone="low" title={m.stuck_order_title()}>
            {m.stuck_order_text()}
          </Notice>
        )}
        {page.waitsForSignature && <StaffUnsignedNotice client={page.clientName} />}
        <MoneyExplained money={money} currency={order.currency} mspName={mspName} about={page.clientName} />
        <CardGrid columns={2}>
          <Card
            title={m.refund_payment()}
            titleId="payment"
            aside={
              <Badge tone={stateTone(order.state, money.back)} size="small">
                {stateWord(order.state, money.back, order.byHand)}
              </Badge>
            }
          >
            <BillLines bill={{ ...order, hours: order.minutes / 60 }} currency={order.currency} />
            <div className="mt-5">
              <DefinitionList items={paymentFacts(page)} />
            </div>
          </Card>
          <Card title={m.refund_hours()} titleId="hours">
            {money.hours ? (
              <DefinitionList layout="sum" items={hoursFacts(money.hours)} />
            ) : (
              <p className="text-muted">{m.refund_hours_none()}</p>
            )}
          </Card>
          <Card title={m.refund_history()} titleId="history">
            <MoneyHistory rows={money.rows} currency={order.currency} zone={zone} forStaff />
          </Card>
          {mayHandle && atStripe.has(order.state) && !order.byHand && <LookAtStripe />}
          {mayHandle && order.state === "invoiced" && <CloseInvoice page={page} lastResult={lastResult} />}
          {mayHandle && order.state === "paid" && !order.byHand && (
            <RefundForm page={page} formKey={formKey} lastResult={lastResult} />
          )}
          {mayHandle && order.state === "paid" && order.byHand && (
            <Card title={m.byhand_refund_title()} titleId="by-hand">
              <p className="text-muted">{m.byhand_refund_text()}</p>
            </Card>
          )}
        </CardGrid>
      </Stack>
    </>
  );
}

function paymentFacts({ order, buyerName, clientName, zone }: StaffOrderPage): Definition[] {
  const { invoice } = order;
  return [
    {
      term: m.refund_client(),
      value: <TextLink to={`/staff/clients/${order.clientId}`}>{clientName}</TextLink>,
    },
    { term: m.refund_buyer(), value: buyerName },
    {
      term: m.billing_billed_to(),
      value: <BilledTo billedTo={order.billedTo} vatNumber={order.vatNumber} />,
    },
    { term: m.refund_ordered(), value: formatInstant(order.createdAt, zone) },
    ...(order.receivedOn && order.paidAt
      ? [{ term: m.byhand_received_on(), value: formatDay(order.receivedOn) }]
      : []),
    ...(order.paidAt ? [{ term: m.refund_paid_on(), value: formatInstant(order.paidAt, zone) }] : []),
    ...(order.paymentMethod ? [{ term: m.refund_way(), value: methodWord(order.paymentMethod) }] : []),
    ...(order.dueAt && order.state === "invoiced"
      ? [{ term: m.refund_due(), value: formatInstant(order.dueAt, zone) }]
      : []),
    ...(order.paidMinor > 0 && order.state === "invoiced"
      ? [{ term: m.refund_paid_part(), value: formatMoney(order.paidMinor, order.currency) }]
      : []),
    ...(order.onTrust ? [{ term: m.refund_trusted(), value: formatMinutes(order.minutes) }] : []),
    ...(invoice?.number
      ? [
          {
            term: m.billing_invoice(),
            value: invoice.url ? (
              <a className="link" href={invoice.url}>
                {invoice.number}
              </a>
            ) : (
              invoice.number
            ),
          },
        ]
      : []),
  ];
}

function hoursFacts(hours: NonNullable<StaffOrderPage["money"]["hours"]>): Definition[] {
  const some = (term: string, minutes: number): Definition[] =>
    minutes > 0 ? [{ term, value: formatMinutes(minutes) }] : [];
  return [
    { term: m.refund_hours_bought(), value: formatMinutes(hours.minutes) },
    ...some(m.refund_hours_taken(), hours.takenMinutes),
    ...some(m.refund_hours_used(), hours.usedAlreadyMinutes),
    ...some(m.refund_hours_owed(), hours.owedMinutes),
    ...some(m.refund_hours_held(), hours.heldMinutes),
    { term: m.refund_hours_left(), value: formatMinutes(hours.remainingMinutes), total: true },
  ];
}

/** The states in which Stripe may know more than the portal. */
const atStripe = new Set<StaffOrderPage["order"]["state"]>(["open", "checkout", "invoiced", "processing"]);

function LookAtStripe() {
  return (
    <Card title={m.stuck_look_title()} titleId="look">
      <Form method="post" className="grid gap-3">
        <p className="text-muted">{m.stuck_look_text()}</p>
        <ButtonRow>
          <SubmitButton tone="secondary" name="intent" value="look">
            {m.stuck_look_button()}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function CloseInvoice({ page, lastResult }: Pick<StaffOrderProps, "page" | "lastResult">) {
  const { order, today } = page;
  const [form, fields] = useForm<Record<"amount" | "on", string>>({
    id: "received",
    lastResult,
    defaultValue: { amount: formatAmount(order.grossMinor - order.paidMinor), on: today },
  });
  return (
    <Card title={order.byHand ? m.byhand_close_title() : m.refund_close_title()} titleId="close">
      <Form method="post" {...getFormProps(form)} className="grid gap-3">
        <input type="hidden" name="intent" value="paid-elsewhere" />
        <p className="text-muted">{order.byHand ? m.byhand_close_text() : m.refund_close_text()}</p>
        <TextField
          field={fields.amount}
          label={m.byhand_received_amount({ currency: order.currency })}
          inputMode="decimal"
          autoComplete="off"
          width="short"
        />
        <DayField field={fields.on} label={m.byhand_received_on()} max={today} />
        <ButtonRow>
          <SubmitButton tone="secondary">{m.byhand_note_received()}</SubmitButton>
        </ButtonRow>
      </Form>
      <div className="mt-2.5">
        <ConfirmStep
          label={order.byHand ? m.byhand_give_up() : m.refund_close_void()}
          text={order.byHand ? m.byhand_close_sure() : m.refund_close_sure()}
          button={order.byHand ? m.byhand_give_up_now() : m.refund_give_up_now()}
          intent="void"
        />
      </div>
    </Card>
  );
}
