import type { ContractPaymentsPage } from "#app/billing/contract-payment/contract-payment-page.server.ts";
import type { ContractPayment } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";

interface ContractPaymentsProps {
  page: ContractPaymentsPage;
  /** Where the client saves a way to pay; null for staff. */
  setUpTo: string | null;
}

/** How each contract is paid, what is still to be set up, and for those who may choose, the other way. */
export function ContractPayments({ page: { payments, mayChange }, setUpTo }: ContractPaymentsProps) {
  if (payments.length === 0) return null;
  const isAutomatic = payments.some(({ way }) => way === "mandate");
  const isMissing = payments.some(({ way, method }) => way === "mandate" && method === null);
  return (
    <Card title={m.billing_contract_pay_title()} titleId="contract-payments" className="mt-4.5">
      <ul className="divide-y divide-line">
        {payments.map((one) => (
          <li
            key={one.contractId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0"
          >
            <span className="min-w-0 wrap-anywhere">
              <b className="block font-medium">{one.contractName}</b>
              <span className="text-muted">{paymentOf(one)}</span>
            </span>
            {mayChange && <Choice payment={one} isStaff={setUpTo === null} />}
          </li>
        ))}
      </ul>
      {isAutomatic && <p className="mt-2 max-w-prose text-sm text-muted">{m.billing_contract_pay_note()}</p>}
      {isAutomatic && setUpTo && (
        <div className="mt-4">
          <LinkButton to={setUpTo} size="small">
            {isMissing ? m.topup_method_save() : m.topup_method_replace()}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

function Choice({
  payment: { contractId, contractName, way },
  isStaff,
}: {
  payment: ContractPayment;
  isStaff: boolean;
}) {
  const on = isStaff ? m.billing_contract_pay_ask() : m.billing_contract_pay_turn_on();
  const words = way === "mandate" ? m.billing_contract_pay_turn_off() : on;
  return (
    <Form method="post">
      <input type="hidden" name="contract" value={contractId} />
      <SubmitButton
        tone="secondary"
        size="small"
        name="way"
        value={way === "mandate" ? "transfer" : "mandate"}
        aria-label={m.billing_contract_pay_label({ action: words, contract: contractName })}
      >
        {words}
      </SubmitButton>
    </Form>
  );
}

function paymentOf({ way, method }: ContractPayment): string {
  if (way === "transfer") return m.billing_contract_pay_invoice();
  return method
    ? m.billing_contract_pay_by({ method: methodName(method) })
    : m.billing_contract_pay_missing();
}
