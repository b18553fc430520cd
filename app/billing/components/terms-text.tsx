import type { BuyPage, Offer } from "#app/billing/buy-page.server.ts";
import { termsName, termsVersion } from "#app/billing/rules/terms.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";
import { termsWords } from "#app/identity/terms-words.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, Heading } from "#app/ui/card.tsx";

// What is paid holds VAT, leaves it to the buyer, or knows none.
const firstClauses = {
  standard: m.billing_terms_1,
  reverse_charge: m.billing_terms_1_reverse_charge,
  outside_eu: m.billing_terms_1_outside_eu,
  small_business: m.billing_terms_1_outside_eu,
} satisfies Record<VatKind, unknown>;

/** The order terms, filled in for one block; a change of this text is a new `termsVersion`. */
export function TermsText({
  page,
  offer,
}: {
  page: Pick<BuyPage, "mspName" | "currency" | "ownTerms">;
  offer: Offer;
}) {
  const { mspName: msp, ownTerms } = page;
  const clauses = [
    firstClauses[offer.vatKind]({
      hours: offer.hours,
      msp,
      amount: formatMoney(offer.grossMinor, page.currency),
    }),
    m.billing_terms_2({ msp }),
    m.billing_terms_3({ months: offer.validMonths, day: formatDay(offer.validUntil) }),
    m.billing_terms_4({ msp }),
    m.billing_terms_5({ msp }),
  ];
  return (
    <Card title={m.billing_terms_title()} titleId="terms" padding="large">
      <ol className="grid list-decimal gap-3 pl-5 marker:text-muted">
        {clauses.map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ol>
      {ownTerms.version > 0 && (
        <section aria-labelledby="own-terms" className="mt-5 border-t border-line pt-4">
          <Heading level={3} id="own-terms">
            {m.brand_terms_of({ msp })}
          </Heading>
          <p className="mt-2 wrap-anywhere whitespace-pre-line">{ownTerms.text}</p>
        </section>
      )}
      <p className="mt-4 text-sm text-muted">{termsWords(termsName(termsVersion, ownTerms.version))}</p>
    </Card>
  );
}
