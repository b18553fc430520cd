import type { BuyPage } from "#app/billing/buy-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Says what it means for the price that a VAT number could not be confirmed. */
export function ViesNotice({
  page,
  againTo,
}: {
  page: Pick<BuyPage, "vies" | "details" | "mspName">;
  againTo: string;
}) {
  if (page.vies === "review")
    return (
      <Notice tone="low" title={m.billing_vat_review_title({ msp: page.mspName })}>
        {m.billing_vat_review_text({ msp: page.mspName })}
      </Notice>
    );
  if (page.details.vatStatus === "invalid")
    return (
      <Notice tone="low" quiet>
        {m.billing_vat_invalid_text()}
      </Notice>
    );
  if (page.vies === "done") return null;
  return (
    <Notice
      tone="low"
      quiet
      action={
        <LinkButton to={againTo} size="small" reloadDocument>
          {m.billing_check_again()}
        </LinkButton>
      }
    >
      {page.vies === "held" ? m.billing_vies_held() : m.billing_vies_charged()}
    </Notice>
  );
}
