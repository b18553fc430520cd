import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";

import type { InvoiceDetails } from "#app/billing/buy-page.server.ts";
import { BilledTo } from "#app/billing/components/billed-to.tsx";
import { countryOptions } from "#app/clients/country-name.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";

const vatWords = {
  none: () => "",
  valid: m.billing_vat_valid,
  invalid: m.billing_vat_invalid,
  pending: m.billing_vat_pending,
};

/** Who the invoice is made out to, with the way to change it. */
export function InvoiceDetailsCard({ details, editTo }: { details: InvoiceDetails; editTo: string }) {
  const state = vatWords[details.vatStatus]();
  return (
    <Card
      title={m.billing_details_title()}
      titleId="invoice-details"
      aside={
        <TextLink to={editTo} className="text-sm">
          {m.billing_details_change()}
        </TextLink>
      }
    >
      <BilledTo billedTo={details} vatNumber={details.vatNumber || null} vatState={state} />
    </Card>
  );
}

interface InvoiceDetailsFormProps {
  details: InvoiceDetails;
  lastResult: SubmissionResult<string[]> | null;
  missing: boolean;
  /** The way back to the choice of a block, where one came from there. */
  backTo?: string | undefined;
}

/** The form that changes them. */
export function InvoiceDetailsForm({ details, lastResult, missing, backTo }: InvoiceDetailsFormProps) {
  const { vatStatus: _, ...given } = details;
  const [form, fields] = useForm<Omit<InvoiceDetails, "vatStatus">>({
    id: "details",
    lastResult,
    defaultValue: given,
  });
  return (
    <Card title={m.billing_details_title()} titleId="invoice-details" padding="large">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <FormError id={form.errorId} errors={form.errors} />
        {missing && (
          <Notice tone="low" quiet>
            {m.billing_details_missing()}
          </Notice>
        )}
        <TextField field={fields.legalName} label={m.billing_legal_name()} autoComplete="organization" />
        <TextField
          field={fields.addressLine}
          label={m.billing_address_line()}
          autoComplete="street-address"
        />
        <div className="grid gap-4.5 roomy:grid-cols-[10rem_1fr]">
          <TextField field={fields.postalCode} label={m.billing_postal_code()} autoComplete="postal-code" />
          <TextField field={fields.city} label={m.billing_city()} autoComplete="address-level2" />
        </div>
        <Select
          field={fields.country}
          label={m.billing_country()}
          options={countryOptions(textOf(fields.country))}
        />
        <TextField
          field={fields.vatNumber}
          label={m.billing_vat_number()}
          hint={m.billing_vat_number_hint()}
          optional
          spellCheck={false}
          autoCapitalize="characters"
        />
        <ButtonRow>
          <SubmitButton tone={missing ? "primary" : "secondary"}>{m.billing_details_save()}</SubmitButton>
          {!missing && backTo && (
            <LinkButton to={backTo} tone="quiet">
              {m.billing_back_to_blocks()}
            </LinkButton>
          )}
        </ButtonRow>
      </Form>
    </Card>
  );
}
