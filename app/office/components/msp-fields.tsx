import type { FieldMetadata } from "@conform-to/react";

import { countryOptions } from "#app/clients/country-name.ts";
import { currencies, zones } from "#app/clients/rules/places.ts";
import { isSellerCountry } from "#app/clients/rules/vat.ts";
import type { MspDetails } from "#app/office/save-msp.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** The fields about the MSP itself, as a form holds them. */
export type MspFieldNames = Exclude<keyof MspDetails, "addressLines"> | "address";

/** The countries that a seller can be in, and the one where it is, by name. */
const offered = (present: string | undefined): { value: string; label: string }[] =>
  countryOptions(present).filter(({ value }) => isSellerCountry(value) || value === present);

/** The MSP's record as the defaults of its form. */
export function mspDefaults(msp: MspDetails): Record<MspFieldNames, string> {
  const { addressLines, vatNumber, companyNumber, phone, queryDays, ...details } = msp;
  return {
    ...details,
    address: addressLines.join("\n"),
    vatNumber: vatNumber ?? "",
    companyNumber: companyNumber ?? "",
    phone: phone ?? "",
    queryDays: String(queryDays),
  };
}

/** What letters, invoices and pages say of the MSP: the fields of the settings and of the first run. */
export function MspFields({ fields }: { fields: Record<MspFieldNames, FieldMetadata<string>> }) {
  return (
    <>
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
        options={offered(fields.country.initialValue)}
      />
      <Select
        field={fields.zone}
        label={m.desk_field_zone()}
        options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
      />
      <TextField
        field={fields.vatNumber}
        label={m.desk_field_vat_number()}
        hint={m.setup_vat_hint()}
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
      <Select
        field={fields.currency}
        label={m.setup_currency()}
        hint={m.setup_currency_hint()}
        options={currencies.map((code) => ({ value: code, label: code }))}
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
        field={fields.vatScheme}
        label={m.desk_field_vat_scheme()}
        className="roomy:col-span-2"
        choices={[
          { value: "ordinary", label: m.desk_vat_scheme_ordinary() },
          {
            value: "small_business",
            label: m.desk_vat_scheme_small(),
            detail: m.desk_vat_scheme_small_hint(),
          },
        ]}
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
    </>
  );
}
