import type { ReactNode } from "react";

import { countryOptions } from "#app/clients/country-name.ts";
import { zones } from "#app/clients/rules/places.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { textOf, type FieldData } from "#app/ui/fields/field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

type Name =
  | "name"
  | "legalName"
  | "kind"
  | "country"
  | "zone"
  | "locale"
  | "addressLine"
  | "postalCode"
  | "city"
  | "billingEmail"
  | "vatNumber";

/** What is known of a client, for the new form and for its settings. */
export function ClientFields({
  fields,
  zoneHint,
}: {
  fields: Record<Name, FieldData>;
  zoneHint?: string | undefined;
}) {
  const zone = textOf(fields.zone);
  const offered = zone && !zones.some((known) => known === zone) ? [zone, ...zones] : zones;
  return (
    <div className="grid gap-4.5 roomy:grid-cols-2">
      <TextField
        field={fields.name}
        label={m.desk_field_name()}
        hint={m.desk_field_name_hint()}
        autoComplete="off"
      />
      <TextField
        field={fields.legalName}
        label={m.desk_field_legal_name()}
        hint={m.desk_field_legal_name_hint()}
        autoComplete="off"
      />
      <RadioCards
        field={fields.kind}
        label={m.desk_field_kind()}
        className="roomy:col-span-2"
        layout="row"
        choices={[
          { value: "prepaid", label: <Capital>{m.desk_kind_prepaid()}</Capital> },
          { value: "managed", label: <Capital>{m.desk_kind_managed()}</Capital> },
        ]}
      />
      <TextField
        field={fields.addressLine}
        label={m.desk_field_address()}
        optional
        autoComplete="off"
        className="roomy:col-span-2"
      />
      <TextField
        field={fields.postalCode}
        label={m.desk_field_postal_code()}
        optional
        autoComplete="off"
        width="tiny"
      />
      <TextField field={fields.city} label={m.desk_field_city()} optional autoComplete="off" />
      <Select
        field={fields.country}
        label={m.desk_field_country()}
        options={countryOptions(textOf(fields.country))}
      />
      <Select
        field={fields.zone}
        label={m.desk_field_zone()}
        hint={zoneHint}
        options={offered.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
      />
      <Select
        field={fields.locale}
        label={m.desk_field_locale()}
        options={locales.map((locale) => ({ value: locale, label: languageName(locale) }))}
      />
      <TextField
        field={fields.billingEmail}
        label={m.desk_field_billing_email()}
        type="email"
        autoComplete="off"
      />
      <TextField
        field={fields.vatNumber}
        label={m.desk_field_vat_number()}
        hint={m.desk_field_vat_number_hint()}
        optional
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
}

/** A word that begins a line. */
function Capital({ children }: { children: ReactNode }) {
  return <span className="inline-block first-letter:uppercase">{children}</span>;
}
