import type { OrderPage } from "#app/billing/order-page.server.ts";
import { isTopupOrigin } from "#app/billing/rules/order-state.ts";
import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { buttonClass, ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";
import { Form } from "#app/ui/form.tsx";

/** What to do next with an order, by how it stands. */
export function OrderActions({ page }: { page: OrderPage }) {
  const { order } = page;
  if (isTopupOrigin(order.origin)) return <TopupActions order={order} />;
  if (order.coversMonth && order.state !== "paid" && order.state !== "invoiced") return null;
  if (order.state === "open" || order.state === "checkout") return <WaitingActions page={page} />;
  if (order.state === "invoiced") return <InvoiceActions order={order} />;
  const again = order.hourBlockId ? `/buy?block=${order.hourBlockId}` : "/buy";
  return (
    <ButtonRow>
      {order.state === "paid" && (
        <LinkButton to="/" tone="primary">
          {m.billing_order_to_hours()}
        </LinkButton>
      )}
      {(order.state === "failed" || order.state === "expired" || order.state === "cancelled") && (
        <LinkButton to={again} tone="primary">
          {m.billing_order_again()}
        </LinkButton>
      )}
      {order.state === "processing" && <LinkButton to="/">{m.billing_order_to_hours()}</LinkButton>}
    </ButtonRow>
  );
}

/** A top-up needs nobody, unless the bank refused it: then its own invoice can be paid, never a second block. */
function TopupActions({ order }: Pick<OrderPage, "order">) {
  if (order.state === "invoiced") return <InvoiceActions order={order} />;
  const payable = order.state === "failed" && order.invoice?.url;
  return (
    <ButtonRow>
      {payable && (
        <a className={buttonClass({ tone: "primary" })} href={payable}>
          {m.topup_pay_now()}
        </a>
      )}
      <LinkButton to="/top-up">{m.topup_title()}</LinkButton>
    </ButtonRow>
  );
}

/** An invoice that stands open is paid on its own page, or given up as long as no money came of it. */
function InvoiceActions({ order }: Pick<OrderPage, "order">) {
  const isTopup = isTopupOrigin(order.origin);
  return (
    <>
      <ButtonRow>
        {order.invoice?.url && (
          <a className={buttonClass({ tone: "primary" })} href={order.invoice.url}>
            {isTopup ? m.topup_pay_now() : m.refund_to_invoice()}
          </a>
        )}
        {isTopup && <LinkButton to="/top-up">{m.topup_title()}</LinkButton>}
      </ButtonRow>
      {order.paidMinor === 0 && !order.coversMonth && <GiveUpInvoice order={order} />}
    </>
  );
}

function GiveUpInvoice({ order }: Pick<OrderPage, "order">) {
  const amount = formatMoney(order.grossMinor, order.currency);
  const hours = order.lotId !== null && m.refund_give_up_hours({ hours: formatMinutes(order.minutes) });
  return (
    <ConfirmStep
      label={order.byHand ? m.byhand_give_up() : m.refund_give_up()}
      text={
        order.byHand
          ? m.byhand_give_up_sure({ amount })
          : [m.refund_give_up_sure({ amount }), hours].filter(Boolean).join(" ")
      }
      button={order.byHand ? m.byhand_give_up_now() : m.refund_give_up_now()}
      intent="give-up-invoice"
      action={`/orders/${order.id}`}
    />
  );
}

function WaitingActions({ page: { order, checking } }: { page: OrderPage }) {
  const look = order.checkoutId ? `/buy/return?session_id=${order.checkoutId}` : null;
  return (
    <Form method="post" action={`/orders/${order.id}`}>
      <ButtonRow>
        {checking && look && (
          <LinkButton to={look} tone="primary" reloadDocument>
            {m.billing_order_check_now()}
          </LinkButton>
        )}
        <SubmitButton name="intent" value="pay" tone={checking ? "secondary" : "primary"}>
          {order.state === "open" ? m.billing_order_try_again() : m.billing_order_to_payment()}
        </SubmitButton>
        {!checking && look && (
          <LinkButton to={look} reloadDocument>
            {m.billing_order_check_now()}
          </LinkButton>
        )}
        <SubmitButton name="intent" value="cancel" tone="quiet">
          {m.billing_order_give_up()}
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
