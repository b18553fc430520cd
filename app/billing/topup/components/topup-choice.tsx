import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { clsx } from "clsx";

import type { TopupPage } from "#app/billing/topup/topup-page.server.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { formatAmount, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Checkbox, ChoicePrice, RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";

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

/** The form for what should happen when hours run low: the mode, then what that mode needs: threshold, block, caps, and the agreement to the terms. */
export function TopupChoice({ page, formKey, lastResult }: TopupChoiceProps) {
  const [form, fields] = useForm<Fields>({ id: "topup", lastResult, defaultValue: defaults(page) });
  const errors = (["threshold", "maxCount", "maxAmount", "agree"] as const).map((name) => ({
    id: fields[name].id,
    label: name === "maxAmount" ? maxAmountLabel(page) : labels[name](),
    errors: fields[name].errors,
  }));
  return (
    <Card title={m.topup_choose()} titleId="topup-choose" padding="large">
      <Form method="post" {...getFormProps(form)} className="group/topup grid gap-5">
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
        <input type="hidden" name="terms" value={new URLSearchParams(page.termsHashes).toString()} />
        <RadioCards field={fields.mode} label={m.topup_mode()} choices={modes(page)} />
        <DurationField
          field={fields.threshold}
          bareNumber="hours"
          label={m.topup_threshold()}
          className={unlessOff}
        />
        {page.offers.length > 0 && (
          <RadioCards
            className={ifBought}
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
        )}
        <TextField
          className={ifBought}
          field={fields.maxCount}
          label={m.topup_max_count()}
          inputMode="numeric"
          width="tiny"
        />
        <TextField
          className={ifBought}
          field={fields.maxAmount}
          label={maxAmountLabel(page)}
          hint={m.topup_max_amount_hint()}
          inputMode="decimal"
          width="short"
          optional
        />
        <div className={clsx("rounded-lg bg-sunk px-4 py-3 text-sm", ifBought)}>
          <h3 className="font-semibold">{m.topup_terms_title()}</h3>
          <Clauses text={page.terms.charge} className={ifCharged} />
          <Clauses text={page.terms.invoice} className={ifInvoiced} />
        </div>
        <Checkbox
          className={ifBought}
          field={fields.agree}
          label={m.topup_agree({ client: page.clientName })}
        />
        <div>
          <SubmitButton>{m.topup_save()}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

// Only what the chosen mode needs is shown: by style, so that it works without scripts.
const unlessOff = "group-has-[[value=off]:checked]/topup:hidden";
const ifBought = clsx(unlessOff, "group-has-[[value=warn]:checked]/topup:hidden");
const ifCharged = "group-has-[[value=invoice]:checked]/topup:hidden";
const ifInvoiced = "group-has-[[value=charge]:checked]/topup:hidden";

function Clauses({ text, className }: { text: string; className: string }) {
  return (
    <div className={className}>
      {text.split("\n").map((clause) => (
        <p key={clause} className="mt-1.5">
          {clause}
        </p>
      ))}
    </div>
  );
}

const labels = { threshold: m.topup_threshold, maxCount: m.topup_max_count, agree: m.topup_terms_title };

function maxAmountLabel({ withVat }: TopupPage): string {
  return withVat ? m.topup_max_amount() : m.topup_max_amount_no_vat();
}

/** How many top-ups in 30 days the form proposes for a first choice. */
const usualCount = 4;

function defaults(page: TopupPage): Fields {
  const { setting, methodUnused } = page;
  const minutes = setting?.thresholdMinutes ?? 120;
  const mode = methodUnused ? "charge" : (setting?.mode ?? "off");
  return {
    mode: page.offers.length === 0 && mode !== "off" ? "warn" : mode,
    threshold: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`,
    block: proposedOffer(page)?.blockId ?? "",
    maxCount: String(setting?.maxPer30d ?? usualCount),
    maxAmount: usualAmount(page),
    agree: "",
  };
}

/** The block that was chosen; the first that is sold where none was, or it is no longer sold. */
function proposedOffer({ offers, chosenBlockId }: TopupPage) {
  return offers.find(({ blockId }) => blockId === chosenBlockId) ?? offers[0];
}

/** The cap on money that was chosen; for a first choice, the block's price times usualCount. */
function usualAmount(page: TopupPage): string {
  const { setting, setBy } = page;
  if (setting?.maxMinorPer30d) return formatAmount(setting.maxMinorPer30d);
  const gross = proposedOffer(page)?.grossMinor;
  return setBy || gross === undefined ? "" : formatAmount(gross * usualCount);
}

/** The modes to choose from: where nothing is for sale, only those that buy nothing. */
function modes({ method, offers }: TopupPage) {
  const buysNothing = [
    { value: "off", label: m.topup_mode_off(), detail: m.topup_mode_off_detail() },
    { value: "warn", label: m.topup_mode_warn(), detail: m.topup_mode_warn_detail() },
  ];
  if (offers.length === 0) return buysNothing;
  return [
    ...buysNothing,
    { value: "invoice", label: m.topup_mode_invoice(), detail: m.topup_mode_invoice_detail() },
    {
      value: "charge",
      label: m.topup_mode_charge(),
      detail: method ? (
        m.topup_mode_charge_detail({ method: methodName(method) })
      ) : (
        <TextLink to="/top-up/method">{m.topup_mode_charge_missing()}</TextLink>
      ),
      disabled: method === null,
    },
  ];
}
