import type { SubmissionResult } from "@conform-to/react";

import type { BuyPage, Offer } from "#app/billing/buy-page.server.ts";
import { BuySteps } from "#app/billing/components/buy-steps.tsx";
import { BillLines } from "#app/billing/components/price-card.tsx";
import { TermsText } from "#app/billing/components/terms-text.tsx";
import { SignedTerms } from "#app/billing/signed-terms/components/signed-terms.tsx";
import { ViesNotice } from "#app/billing/components/vies-notice.tsx";
import type { StartRefusal } from "#app/billing/start-order.server.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

const refusals = {
  "block-gone": m.billing_refused_block_gone,
  "price-changed": m.billing_refused_price_changed,
  "terms-changed": m.brand_terms_refused,
  "may-not-buy": m.billing_refused_may_not_buy,
  "details-missing": m.billing_details_missing,
  "vat-held": m.billing_vies_held,
  "vat-review": m.billing_vat_review_refused,
  "other-order": m.billing_refused_other_order,
  "topup-running": m.topup_refused_running,
  "transfer-needs-euro": m.refund_transfer_needs_euro,
  "no-bank-account": m.byhand_no_account,
} satisfies Record<StartRefusal, () => string>;

interface BuyTermsProps {
  page: BuyPage;
  offer: Offer;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
  refusal: StartRefusal | null;
}

/** Step 2: the terms, the total, and the button that leads to Stripe's page. */
export function BuyTerms({ page, offer, formKey, lastResult, refusal }: BuyTermsProps) {
  const back = `/buy?block=${offer.blockId}`;
  return (
    <>
      <PageHeader title={m.billing_buy_title()} />
      <BuySteps current={2} blockTo={back} />
      <Stack>
        {refusal && <Notice tone="low">{refusals[refusal]()}</Notice>}
        <ViesNotice page={page} againTo={`/buy/terms?block=${offer.blockId}`} />
        <SignedTerms terms={page.signedTerms} blockId={offer.blockId} />
        <CardGrid columns="wide-first">
          <TermsText page={page} offer={offer} />
          <Card title={m.billing_what_you_pay()} titleId="what-you-pay" padding="large">
            <BillLines bill={offer} currency={page.currency} />
            <Form method="post" noValidate className="mt-4 grid gap-3">
              <input type="hidden" name="formKey" value={formKey} />
              <input type="hidden" name="block" value={offer.blockId} />
              <input type="hidden" name="seen" value={offer.grossMinor} />
              <input type="hidden" name="terms" value={page.ownTerms.version} />
              <Checkbox
                field={{
                  id: "agree",
                  name: "agree",
                  required: true,
                  errors: lastResult?.error?.["agree"] ?? undefined,
                }}
                label={m.billing_terms_agree({ client: page.clientName })}
              />
              <SubmitButton name="way" value="now">
                {m.billing_pay_now({ amount: formatMoney(offer.grossMinor, page.currency) })}
              </SubmitButton>
              <p className="text-sm text-muted">{m.billing_pay_at_stripe()}</p>
              {page.transfer && (
                <>
                  <SubmitButton tone="secondary" name="way" value="transfer">
                    {page.transfer.byHand ? m.byhand_pay() : m.refund_pay_by_transfer()}
                  </SubmitButton>
                  <p className="text-sm text-muted">{transferWords(page, page.transfer, offer)}</p>
                </>
              )}
            </Form>
            <p className="mt-2 text-sm">
              <TextLink to={back}>{m.billing_back_to_blocks()}</TextLink>
            </p>
          </Card>
        </CardGrid>
      </Stack>
    </>
  );
}

/** When the hours of an order by bank transfer come, and where its invoice comes from. */
function transferWords(
  { mspName }: BuyPage,
  { byHand, trustedMinutes }: NonNullable<BuyPage["transfer"]>,
  { hours }: Offer,
): string {
  if (byHand) return m.byhand_pay_text({ msp: mspName });
  return trustedMinutes >= hours * 60 ? m.refund_transfer_trusted() : m.refund_transfer_waits();
}
