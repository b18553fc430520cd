import { renderSVG } from "uqr";

import type { BankAccount } from "#app/billing/order.ts";
import { epcCode, type Transfer } from "#app/billing/rules/epc-code.ts";

/** A transfer as a page shows it. `viaStripe`: the account is the client's own one at Stripe, not the MSP's. */
export type ShownTransfer = Transfer & { qr: string | null; viaStripe: boolean };

/** A transfer with the code that a banking app reads, and whose account it goes to; `own` is the MSP's. */
export function shownTransfer(transfer: Transfer, own: BankAccount | null): ShownTransfer {
  const code = epcCode(transfer);
  return {
    ...transfer,
    qr: code && renderSVG(code, { border: 2, ecc: "M" }),
    viaStripe: transfer.iban !== own?.iban,
  };
}
