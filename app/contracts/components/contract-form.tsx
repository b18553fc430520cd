import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { Contract } from "#app/contracts/rules/contract.ts";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import type { Day } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

interface ContractFormProps {
  contract: Contract | null;
  currency: string;
  today: Day;
  lastResult: SubmissionResult | null;
}

/** Seats and their price, and since when. */
export function ContractForm({ contract, currency, today, lastResult }: ContractFormProps) {
  const [form, fields] = useForm<{
    intent: string;
    name: string;
    seats: string;
    seatPriceMinor: string;
    startsOn: string;
  }>({
    id: "contract-form",
    lastResult,
    defaultValue: {
      intent: "contract",
      name: contract?.name ?? m.contracts_title(),
      seats: contract ? String(contract.seats) : "",
      seatPriceMinor: contract ? (contract.seatPriceMinor / 100).toFixed(2) : "",
      startsOn: contract?.startsOn ?? today,
    },
  });
  return (
    <Card title={m.contracts_title()} titleId="contract-settings">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5 roomy:grid-cols-2">
        {!contract && <p className="text-muted roomy:col-span-2">{m.contracts_none()}</p>}
        <HiddenField field={fields.intent} />
        <TextField field={fields.name} label={m.contracts_name()} autoComplete="off" />
        <DayField field={fields.startsOn} label={m.contracts_starts()} />
        <TextField
          field={fields.seats}
          label={m.contracts_seats()}
          inputMode="numeric"
          width="tiny"
          autoComplete="off"
        />
        <TextField
          field={fields.seatPriceMinor}
          label={m.contracts_seat_price()}
          inputMode="decimal"
          width="short"
          autoComplete="off"
          after={<span className="text-muted">{contract?.currency ?? currency}</span>}
        />
        <div className="roomy:col-span-2">
          <SubmitButton tone="secondary" name="act" value="contract">
            {m.contracts_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
