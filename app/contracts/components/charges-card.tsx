import type { StaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { ActForm, Opens, type Reply } from "#app/people/components/act-form.tsx";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";

import { chargeWords, requestLabel } from "./line-words.ts";

/** What completed requests cost their client: each amount with its request, and the ways to end it or take it back. */
export function ChargesCard({ page, lastResult }: { page: StaffContractPage; lastResult: Reply }) {
  if (page.charges.length === 0) return null;
  return (
    <Card title={m.contracts_charges_title()} titleId="charges">
      <ul className="divide-y divide-line">
        {page.charges.map((charge) => (
          <li key={charge.id} className="grid gap-2 py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-5">
              <TextLink to={`/staff/requests/${charge.requestId}`}>
                {requestLabel({ label: charge.title, number: charge.number })}
              </TextLink>
              <strong>{formatMoney(charge.amountMinor, charge.currency)}</strong>
            </div>
            <p className="text-sm text-muted">
              {charge.part === "once"
                ? m.contracts_charge_on({ day: formatDay(charge.startsOn) })
                : chargeWords({ ...charge, from: charge.startsOn, until: charge.endsOn })}
            </p>
            {page.mayEdit && (
              <div className="flex flex-wrap items-end gap-3">
                {charge.part === "monthly" && (charge.endsOn === null || charge.endsOn > page.today) && (
                  <ActForm
                    id={`end-charge-${charge.id}`}
                    intent="end-charge"
                    hidden={{ chargeId: charge.id }}
                    lastResult={lastResult}
                    defaults={{ lastOn: page.today }}
                    submit={
                      <>
                        {m.contracts_charge_end()}
                        <span className="sr-only">
                          : {requestLabel({ label: charge.title, number: charge.number })}
                        </span>
                      </>
                    }
                    small
                  >
                    {(field) => <DayField field={field("lastOn")} label={m.contracts_charge_last_day()} />}
                  </ActForm>
                )}
                <Opens label={m.contracts_jobs_take_back()} open={false}>
                  <Form method="post">
                    <input type="hidden" name="chargeId" value={charge.id} />
                    <p className="mb-2 text-sm">{m.contracts_charge_take_back_text()}</p>
                    <SubmitButton tone="danger" size="small" name="intent" value="take-back-charge">
                      {m.contracts_jobs_take_back()}
                      <span className="sr-only">
                        : {requestLabel({ label: charge.title, number: charge.number })}
                      </span>
                    </SubmitButton>
                  </Form>
                </Opens>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
