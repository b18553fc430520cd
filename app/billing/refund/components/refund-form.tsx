import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { FormEvent } from "react";

import type { StaffOrderPage } from "#app/billing/refund/staff-order-page.server.ts";
import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface RefundFormProps {
  page: StaffOrderPage;
  formKey: string;
  lastResult: SubmissionResult | null;
}

/** Typing an amount is choosing it. */
function chooseOther({ currentTarget: { form, value } }: FormEvent<HTMLInputElement>): void {
  const other = form?.querySelector<HTMLInputElement>('input[name="which"][value="other"]');
  if (other && value.trim() !== "") other.checked = true;
}

/** How much goes back, and why: all of it, what the unused hours cost, or another amount. Nothing is chosen beforehand, and the next page asks once more. */
export function RefundForm({ page: { order, money, throughStripe }, formKey, lastResult }: RefundFormProps) {
  const [form, fields] = useForm<{ which: string; amount: string; reason: string }>({
    id: "refund",
    lastResult,
  });
  const amount = (minor: number) => formatMoney(minor, order.currency);
  if (money.leftMinor === 0)
    return (
      <Card title={m.refund_form_title()} titleId="refund-title">
        <p className="text-muted">{m.refund_nothing_left()}</p>
      </Card>
    );
  const unused = money.unusedMinor > 0 && money.unusedMinor < money.leftMinor;
  return (
    <Card title={m.refund_form_title()} titleId="refund-title">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <ErrorSummary items={[]} formErrors={form.errors} />
        <input type="hidden" name="intent" value="refund" />
        <input type="hidden" name="formKey" value={formKey} />
        {!throughStripe && <p className="text-muted">{m.refund_form_outside()}</p>}
        <RadioCards
          field={needed(fields.which)}
          label={m.refund_form_which()}
          choices={[
            { value: String(money.leftMinor), label: m.refund_form_all(), aside: amount(money.leftMinor) },
            ...(unused
              ? [
                  {
                    value: String(money.unusedMinor),
                    label: m.refund_form_unused({
                      minutes: formatMinutes(money.hours?.remainingMinutes ?? 0),
                    }),
                    aside: amount(money.unusedMinor),
                  },
                ]
              : []),
            { value: "other", label: m.refund_form_other() },
          ]}
        />
        <TextField
          field={fields.amount}
          label={m.refund_form_amount()}
          hint={m.refund_form_amount_hint({ amount: amount(money.leftMinor) })}
          onInput={chooseOther}
          inputMode="decimal"
          autoComplete="off"
          width="short"
          after={<span className="text-muted">{order.currency}</span>}
        />
        <TextArea
          field={needed(fields.reason)}
          label={m.refund_form_reason()}
          hint={m.refund_form_reason_hint()}
          rows={2}
        />
        <div>
          <SubmitButton>{m.refund_form_check()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** A field that must be filled in; screen readers say so, and the answer to an empty one is the form's. */
function needed({ id, name, key, errors, initialValue }: FieldData): FieldData {
  return { id, name, key, errors, initialValue, required: true };
}
