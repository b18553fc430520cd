import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { TopupPage } from "#app/billing/topup/topup-page.server.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { formatAmount, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox, ChoicePrice, RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

interface TopupChoiceProps {
  page: TopupPage;
  formKey: string;
  lastResult: SubmissionResult<string[]> | null;
}

type Fields = {
  mode: string;
  threshold: string;
  block: string;
  maxCount: string;
  maxAmount: string;
  agree: string;
};

/** What should happen when hours run low: the choice, its size and caps, and the agreement to it; all on the page at once, so that it works without scripts. */
export function TopupChoice({ page, formKey, lastResult }: TopupChoiceProps) {
  const [form, fields] = useForm<Fields>({ id: "topup", lastResult, defaultValue: defaults(page) });
  const errors = (["threshold", "maxCount", "maxAmount", "agree"] as const).map((name) => ({
    id: fields[name].id,
    label: name === "maxAmount" ? mostWords(page) : labels[name](),
    errors: fields[name].errors,
  }));
  return (
    <Card title={m.topup_choose()} titleId="topup-choose" padding="large">
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <ErrorSummary items={errors} formErrors={form.errors} />
        <input type="hidden" name="intent" value="choose" />
        <input type="hidden" name="formKey" value={formKey} />
        <input
          type="hidden"
          name="seen"
          value={new URLSearchParams(
            page.offers.map(({ blockId, grossMinor = 0 }) => [blockId, String(grossMinor)]),
          ).toString()}
        />
        <RadioCards field={fields.mode} label={m.topup_mode()} choices={modes(page)} />
        <DurationField field={fields.threshold} bareNumber="hours" label={m.topup_threshold()} />
        <RadioCards
          field={fields.block}
          label={m.topup_which_block()}
          choices={page.offers.map((offer) => ({
            value: offer.blockId,
            label: m.billing_hours({ hours: offer.minutes / 60 }),
            aside: (
              <ChoicePrice
                amount={formatMoney(offer.grossMinor ?? 0, page.currency)}
                note={offer.withVat ? m.topup_incl_vat() : m.billing_without_vat()}
              />
            ),
          }))}
        />
        <TextField field={fields.maxCount} label={m.topup_max_count()} inputMode="numeric" width="tiny" />
        <TextField
          field={fields.maxAmount}
          label={mostWords(page)}
          hint={m.topup_max_amount_hint()}
          inputMode="decimal"
          width="short"
          optional
        />
        <div className="rounded-lg bg-sunk px-4 py-3 text-sm">
          <h3 className="font-semibold">{m.topup_terms_title()}</h3>
          {[...new Set([page.terms.charge, page.terms.invoice].flatMap((text) => text.split("\n")))].map(
            (clause) => (
              <p key={clause} className="mt-1.5">
                {clause}
              </p>
            ),
          )}
        </div>
        <Checkbox field={fields.agree} label={m.topup_agree({ client: page.clientName })} />
        <div>
          <SubmitButton>{m.topup_save()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

const labels = { threshold: m.topup_threshold, maxCount: m.topup_max_count, agree: m.topup_terms_title };

function mostWords({ withVat }: TopupPage): string {
  return withVat ? m.topup_max_amount() : m.topup_max_amount_no_vat();
}

function defaults({ setting, chosenBlockId, halfway }: TopupPage): Fields {
  const minutes = setting?.thresholdMinutes ?? 120;
  return {
    mode: halfway ? "charge" : (setting?.mode ?? "off"),
    threshold: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`,
    block: chosenBlockId ?? "",
    maxCount: String(setting?.maxPer30d ?? 4),
    maxAmount: setting?.maxMinorPer30d ? formatAmount(setting.maxMinorPer30d) : "",
    agree: "",
  };
}

function modes({ method }: TopupPage) {
  return [
    { value: "off", label: m.topup_mode_off(), detail: m.topup_mode_off_detail() },
    { value: "warn", label: m.topup_mode_warn(), detail: m.topup_mode_warn_detail() },
    { value: "invoice", label: m.topup_mode_invoice(), detail: m.topup_mode_invoice_detail() },
    {
      value: "charge",
      label: m.topup_mode_charge(),
      detail: method
        ? m.topup_mode_charge_detail({ method: methodName(method) })
        : m.topup_mode_charge_missing(),
      disabled: method === null,
    },
  ];
}
