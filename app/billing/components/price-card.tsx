import type { ReactNode } from "react";

import type { Offer } from "#app/billing/buy-page.server.ts";
import { methodWord, sizeWord, vatLabel } from "#app/billing/words.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Tag } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { DefinitionList } from "#app/ui/lists.tsx";

type Bill = Pick<Offer, "hours" | "netMinor" | "vatMinor" | "grossMinor" | "vatKind" | "vatRateBp">;

/** What a block costs: without VAT, the VAT, in all. */
export function BillLines({ bill, currency }: { bill: Bill; currency: string }) {
  const money = (minor: number) => <span className="whitespace-nowrap">{formatMoney(minor, currency)}</span>;
  return (
    <DefinitionList
      layout="sum"
      items={[
        { term: sizeWord(Math.round(bill.hours * 60)), value: money(bill.netMinor) },
        { term: vatLabel(bill), value: money(bill.vatMinor) },
        { term: m.billing_total(), value: money(bill.grossMinor), total: true },
      ]}
    />
  );
}

interface PriceCardProps {
  offer: Offer;
  currency: string;
  /** The form that the radio buttons belong to: it leads to the terms. */
  formId: string;
  held: boolean;
  /** Whether it can be paid by bank transfer on an invoice. */
  byTransfer: boolean;
}

/** What the chosen block costs, and the way on. Without scripts a button brings the price of another choice. */
export function PriceCard({ offer, currency, formId, held, byTransfer }: PriceCardProps) {
  const hydrated = useHydrated();
  return (
    <Card title={m.billing_what_you_pay()} titleId="what-you-pay" padding="large">
      <div aria-live="polite">
        <BillLines bill={offer} currency={currency} />
      </div>
      <Form id={formId} method="get" action="/buy/terms" className="mt-4 grid gap-2.5">
        <Button type="submit" tone="primary" disabled={held}>
          {m.billing_to_terms()}
        </Button>
        {!hydrated && (
          <Button type="submit" tone="quiet" formAction="/buy">
            {m.billing_show_price()}
          </Button>
        )}
      </Form>
      <PaymentWays currency={currency} byTransfer={byTransfer} />
      <p className="mt-3.5 text-sm text-muted">{m.billing_when_credited()}</p>
    </Card>
  );
}

function PaymentWays({ currency, byTransfer }: { currency: string; byTransfer: boolean }): ReactNode {
  const online = currency === "EUR" ? ["ideal", "bancontact", "sepa_debit", "card"] : ["card"];
  const methods = byTransfer ? [...online, "bank_transfer"] : online;
  return (
    <ul aria-label={m.billing_ways_to_pay()} className="mt-3 flex flex-wrap gap-2">
      {methods.map((method) => (
        <li key={method}>
          <Tag>{methodWord(method)}</Tag>
        </li>
      ))}
    </ul>
  );
}
