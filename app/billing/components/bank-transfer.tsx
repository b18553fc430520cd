import type { ShownTransfer } from "#app/billing/bank-invoice/shown-transfer.server.ts";
import { groupedIban } from "#app/billing/rules/epc-code.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";

/** What somebody types at a bank to pay an invoice, each line to copy, and a code that a banking app reads. */
export function BankTransfer({
  transfer,
  currency,
  mspName,
}: {
  transfer: ShownTransfer;
  currency: string;
  mspName: string;
}) {
  const euros = (transfer.amountMinor / 100).toFixed(2);
  const rows = [
    { term: m.billing_bank_holder(), shown: transfer.holder, copied: transfer.holder },
    { term: m.billing_bank_iban(), shown: groupedIban(transfer.iban), copied: transfer.iban },
    ...(transfer.bic ? [{ term: m.billing_bank_bic(), shown: transfer.bic, copied: transfer.bic }] : []),
    { term: m.billing_bank_amount(), shown: formatMoney(transfer.amountMinor, currency), copied: euros },
    { term: m.billing_bank_reference(), shown: transfer.reference, copied: transfer.reference },
  ];
  return (
    <Card title={m.billing_bank_title()} titleId="bank">
      <dl className="grid gap-1">
        {rows.map(({ term, shown, copied }) => (
          <div key={term}>
            <dt className="text-sm text-muted">{term}</dt>
            <dd className="flex items-center justify-between gap-3">
              <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{shown}</span>
              <CopyButton text={copied} label={m.billing_bank_copy({ what: term })} />
            </dd>
          </div>
        ))}
      </dl>
      {transfer.viaStripe && (
        <p className="mt-3 text-sm text-muted">{m.billing_bank_via_stripe({ msp: mspName })}</p>
      )}
      {transfer.qr && (
        <figure className="mt-5 grid justify-items-center gap-2">
          <div
            role="img"
            aria-label={m.billing_bank_qr()}
            className="w-44 rounded-lg bg-white p-2 [&>svg]:block [&>svg]:w-full"
            dangerouslySetInnerHTML={{ __html: transfer.qr }}
          />
          <figcaption className="text-center text-sm text-muted">{m.billing_bank_qr_text()}</figcaption>
        </figure>
      )}
    </Card>
  );
}
