import { expect, test } from "vitest";

import { countryOptions } from "#app/clients/country-name.ts";
import { countries, isCountry } from "#app/clients/rules/countries.ts";
import { billingDetails } from "#app/clients/billing-details.server.ts";
import { clientSettingsForm, newClientForm } from "#app/office/forms/client-form.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

const forms = { billingDetails, clientSettingsForm, newClientForm };

/** What a form says of a country when nothing else is filled in. */
async function errorsFor(schema: (typeof forms)[keyof typeof forms], country: string): Promise<unknown> {
  const body = new URLSearchParams({ intent: "details", country });
  const read = await withLocale("nl", () =>
    readForm(new Request("http://localhost/", { method: "POST", body }), schema),
  );
  return read.status === "error" ? read.error?.["country"] : undefined;
}

test("a country that is not offered stays: it stands in the list of that record, and both sides' forms take it", async () => {
  for (const own of ["CW", "AW", "TH", "AX"]) {
    const offered = withLocale("nl", () => countryOptions(own)).map(({ value }) => value);
    expect(offered.filter((code) => code === own)).toHaveLength(1);
    expect([...offered].sort()).toEqual([...new Set([...countries, own])].sort());
    for (const [name, schema] of Object.entries(forms))
      expect(await errorsFor(schema, own), name).toBeUndefined();
  }
});

test("what is no country is offered nowhere and taken nowhere", async () => {
  for (const wrong of ["ZZ", "EU", "UN", "nl", "N", "", "X1"]) {
    expect(isCountry(wrong)).toBe(false);
    expect(withLocale("nl", () => countryOptions(wrong)).map(({ value }) => value)).not.toContain(wrong);
    for (const [name, schema] of Object.entries(forms))
      expect(await errorsFor(schema, wrong), name).toBeDefined();
  }
  expect(countries.every(isCountry)).toBe(true);
});
