import { useContext } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { BrandContext } from "#app/ui/brand.ts";
import { Card } from "#app/ui/card.tsx";

/** How the MSP is reached: its name, phone and mail address; what it has not given is left out, and with neither the card too. */
export function ContactCard() {
  const { mspName, phone, email } = useContext(BrandContext);
  if (!phone && !email) return null;
  return (
    <Card title={m.ui_contact_title()} titleId="contact">
      {mspName && <p>{mspName}</p>}
      <ul>
        {phone && (
          <ContactWay label={m.ui_contact_phone()} to={phoneAddress(phone)}>
            {phone}
          </ContactWay>
        )}
        {email && (
          <ContactWay label={m.ui_contact_mail()} to={`mailto:${email}`}>
            {email}
          </ContactWay>
        )}
      </ul>
    </Card>
  );
}

function ContactWay({ label, to, children }: { label: string; to: string; children: string }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span className="text-muted">{label}</span>
      <a href={to} className="link inline-flex min-h-11 items-center wrap-anywhere">
        {children}
      </a>
    </li>
  );
}

/** The same in one line, for the foot of a menu or under a text that says to contact the MSP. */
export function ContactLine() {
  const { phone, email } = useContext(BrandContext);
  if (!phone && !email) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-muted">
      {phone && (
        <a href={phoneAddress(phone)} className={lineLink}>
          {phone}
        </a>
      )}
      {email && (
        <a href={`mailto:${email}`} className={lineLink}>
          {email}
        </a>
      )}
    </p>
  );
}

const lineLink = "link inline-flex min-h-6 items-center wrap-anywhere pointer-coarse:min-h-11";

/** A phone number as an address: digits and a plus sign alone, without a zero in brackets. */
function phoneAddress(phone: string): string {
  return `tel:${phone.replaceAll("(0)", "").replace(/[^\d+]/g, "")}`;
}
