import { expect, test } from "vitest";

import { newContractForm, readLineErrors } from "#app/contracts/contract-form.server.ts";
import { brandForm } from "#app/office/forms/brand-form.server.ts";
import { companyForm } from "#app/office/forms/settings-form.server.ts";
import { newClientForm } from "#app/office/forms/client-form.server.ts";
import { hoursForm } from "#app/office/forms/setup-form.server.ts";
import { moveForm } from "#app/hours/adjustments/forms.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import type { z } from "zod";

const errorsOf = async (schema: z.ZodType, typed: Record<string, string>): Promise<string[]> => {
  const request = new Request("http://localhost/", { method: "POST", body: new URLSearchParams(typed) });
  return Object.keys((await readForm(request, schema)).reply().error ?? {}).sort();
};

const msp = { name: "Helder IT", legalName: "Helder IT B.V.", country: "NL", zone: "Europe/Amsterdam" };
const company = {
  ...msp,
  locale: "nl",
  vatScheme: "ordinary",
  viesDownPolicy: "hold",
  queryDays: "14",
  currency: "EUR",
};
const client = { ...msp, locale: "nl", kind: "prepaid", currency: "EUR", thresholdMinutes: "2" };
const work = { name1: "Bellen", minimum1: "0", rounding1: "15", percent1: "100" };
const rest = Object.fromEntries(
  [2, 3, 4].flatMap((n) =>
    Object.entries(work).map(([name, value]) => [name.replace("1", String(n)), value] as const),
  ),
);

test.each([
  ["a company", companyForm, { ...company, email: "x", vatNumber: "NL1" }, ["email", "vatNumber"]],
  ["a client", newClientForm, { ...client, id: "x", vatNumber: "NL1" }, ["billingEmail", "id", "vatNumber"]],
  [
    "a brand",
    brandForm,
    { intent: "contact", replyTo: "x", iban: "NL91 ABNA 0417 1643 00" },
    ["accountHolder", "replyTo"],
  ],
  ["hours that move", moveForm, { intent: "save", minutes: "1:00" }, ["key", "reason", "toId"]],
  [
    "a first run's hours",
    hoursForm,
    { ...work, ...rest, percent1: "x", hours1: "10", hours2: "10", price2: "90", months2: "12" },
    ["hours1", "hours2", "percent1", "used1"],
  ],
  [
    "a contract",
    newContractForm,
    { startsOn: "2026-02-01", endsOn: "2026-01-01", indexation: "rate", kind: "managed" },
    [
      "endsOn",
      "id",
      "indexationMonth",
      "indexationValue",
      "name",
      "noticeMonths",
      "renewal",
      "renewalMonths",
    ],
  ],
])("%s shows all that is wrong in one round", async (_what, schema, typed, wrong) => {
  expect(await errorsOf(schema, typed)).toEqual(wrong);
});

test("the lines of a contract are read while other fields are wrong", () => {
  expect(readLineErrors({ line0label: "Werkplek", line0what: "seat" }).fieldErrors).toHaveProperty(
    "line0price",
  );
  expect(readLineErrors({ name: "" }).formErrors).toHaveLength(1);
});
