import type { BuyPage } from "#app/billing/buy-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Orders that wait for a payment: so that nobody buys twice without meaning to. */
export function WaitingOrders({ orders }: { orders: BuyPage["waiting"] }) {
  return orders.map(({ id, number, hours, state }) => (
    <Notice
      key={id}
      quiet
      tone={state === "processing" || state === "invoiced" ? "info" : "low"}
      action={
        <LinkButton to={`/orders/${id}`} size="small">
          {m.billing_see_order()}
        </LinkButton>
      }
    >
      {state === "invoiced"
        ? m.refund_waiting_invoice({ number })
        : state === "processing"
          ? m.billing_way_order({ number, hours })
          : m.billing_open_order({ number, hours })}
    </Notice>
  ));
}
