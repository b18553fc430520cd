import { countryName } from "#app/clients/country-name.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

interface BilledToProps {
  billedTo: { legalName: string; addressLine: string; postalCode: string; city: string; country: string };
  vatNumber: string | null;
  /** What is known of the VAT number, in a word. */
  vatState?: string | undefined;
}

/** Who an invoice is made out to: name, address, VAT number. */
export function BilledTo({ billedTo, vatNumber, vatState }: BilledToProps) {
  const { legalName, addressLine, postalCode, city, country } = billedTo;
  return (
    <address className="not-italic [overflow-wrap:anywhere]">
      <span className="block">{legalName}</span>
      <span className="block">{addressLine}</span>
      <span className="block">
        {[`${postalCode} ${city}`.trim(), countryName(country)].filter(Boolean).join(", ")}
      </span>
      {vatNumber && (
        <span className="mt-1 block text-sm text-muted">
          {m.billing_vat_number()} {vatNumber}
          {vatState && ` · ${vatState}`}
        </span>
      )}
    </address>
  );
}
