import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { countryName } from "#app/clients/country-name.ts";
import { countries, zones } from "#app/clients/rules/places.ts";
import { isSellerCountry } from "#app/clients/rules/vat.ts";
import type { MspDetails } from "#app/office/save-msp.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

type Fields = Record<Exclude<keyof MspDetails, "addressLines"> | "intent" | "address", string>;

/** The countries that a seller can be in, and the one where it is. */
const offered = (present: string): string[] =>
  countries.filter((code) => isSellerCountry(code) || code === present);

/** What letters, invoices and pages say of the MSP. */
export function MspForm({ msp, lastResult }: { msp: MspDetails; lastResult: SubmissionResult | null }) {
  const { addressLines, vatNumber, companyNumber, phone, queryDays, ...details } = msp;
  const [form, fields] = useForm<Fields>({
    id: "msp",
    lastResult,
    defaultValue: {
      ...details,
      intent: "msp",
      address: addressLines.join("\n"),
      vatNumber: vatNumber ?? "",
      companyNumber: companyNumber ?? "",
      phone: phone ?? "",
      queryDays: String(queryDays),
    },
  });
  return (
    <Card title={m.desk_msp_title()} titleId="msp-details">
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5 roomy:grid-cols-2">
        <HiddenField field={fields.intent} />
        <TextField field={fields.name} label={m.desk_field_name()} autoComplete="organization" />
        <TextField field={fields.legalName} label={m.desk_field_legal_name()} autoComplete="off" />
        <TextArea
          field={fields.address}
          label={m.desk_field_address()}
          hint={m.desk_field_address_lines_hint()}
          optional
          className="roomy:col-span-2"
        />
        <Select
          field={fields.country}
          label={m.desk_field_country()}
          options={offered(msp.country).map((code) => ({ value: code, label: countryName(code) }))}
        />
        <Select
          field={fields.zone}
          label={m.desk_field_zone()}
          options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
        />
        <TextField
          field={fields.vatNumber}
          label={m.desk_field_vat_number()}
          optional
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          field={fields.companyNumber}
          label={m.desk_field_company_number()}
          optional
          autoComplete="off"
        />
        <TextField field={fields.email} label={m.desk_field_msp_email()} type="email" autoComplete="off" />
        <TextField field={fields.phone} label={m.desk_field_phone()} type="tel" optional autoComplete="off" />
        <Select
          field={fields.locale}
          label={m.desk_field_msp_locale()}
          options={locales.map((locale) => ({ value: locale, label: languageName(locale) }))}
        />
        <TextField
          field={fields.queryDays}
          label={m.query_setting_days()}
          hint={m.query_setting_msp_hint()}
          inputMode="numeric"
          width="tiny"
          autoComplete="off"
          className="roomy:col-span-2"
        />
        <RadioCards
          field={fields.viesDownPolicy}
          label={m.desk_field_vies_down()}
          hint={m.desk_field_vies_down_hint()}
          className="roomy:col-span-2"
          choices={[
            { value: "charge_vat", label: m.desk_vies_charge_vat() },
            { value: "hold", label: m.desk_vies_hold() },
          ]}
        />
        <div className="roomy:col-span-2">
          <SubmitButton name="act" value="msp">
            {m.desk_save()}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
