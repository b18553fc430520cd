import type { ContractPayment } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

interface ContractPaymentsProps {
  payments: readonly ContractPayment[];
  /** Where the client saves a payment method; null for staff. */
  setUpTo: string | null;
}

/** How each contract is paid, and what is still to be set up. */
export function ContractPayments({ payments, setUpTo }: ContractPaymentsProps) {
  if (payments.length === 0) return null;
  const isMissing = payments.some(({ way, method }) => way === "mandate" && method === null);
  return (
    <Card title={m.billing_contract_pay_title()} titleId="contract-payments" className="mt-4.5">
      <DefinitionList items={payments.map((one) => ({ term: one.contractName, value: paymentOf(one) }))} />
      {isMissing && setUpTo && (
        <div className="mt-4">
          <LinkButton to={setUpTo} size="small">
            {m.topup_method_save()}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

function paymentOf({ way, method }: ContractPayment): string {
  if (way === "transfer") return m.billing_contract_pay_invoice();
  return method
    ? m.billing_contract_pay_by({ method: methodName(method) })
    : m.billing_contract_pay_missing();
}
