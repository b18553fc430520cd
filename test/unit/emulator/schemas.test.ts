import { expect, test } from "vitest";
import { handlers } from "#test/emulator/handlers.ts";
import { matchRoute } from "#test/emulator/router.ts";
import { blank } from "#test/emulator/schemas/blank.ts";
import { deriveSchemas } from "#test/emulator/schemas/derive.ts";
import { EMULATED_OBJECTS, EMULATED_OPERATIONS } from "#test/emulator/schemas/operation-names.ts";
import { decodeForm, readRequest } from "#test/emulator/schemas/read-request.ts";
import { subset } from "#test/emulator/schemas/subset.ts";

test("the committed schemas are those of the installed SDK", () => {
  expect(JSON.stringify(deriveSchemas()) === JSON.stringify(subset())).toBe(true);
}, 60_000);

test("every emulated operation has a handler, and no other has", () => {
  expect(Object.keys(handlers).sort()).toEqual([...EMULATED_OPERATIONS].sort());
});

test.each(EMULATED_OBJECTS)("an empty %s has its kind", (object) => {
  expect(blank(object)).toMatchObject({ object });
});

test.each([
  ["POST", "/v1/checkout/sessions", "checkout.sessions.create", []],
  ["GET", "/v1/checkout/sessions/cs_1/line_items", "checkout.sessions.listLineItems", ["cs_1"]],
  ["DELETE", "/v1/customers/cus_1/tax_ids/txi_1", "customers.deleteTaxId", ["cus_1", "txi_1"]],
  ["POST", "/v1/invoices/create_preview", "invoices.createPreview", []],
  ["DELETE", "/v1/subscriptions/sub_1", "subscriptions.cancel", ["sub_1"]],
])("%s %s is %s", (method, path, operation, ids) => {
  expect(matchRoute(method, path)).toEqual({ operation, ids });
});

test("the form encoding becomes typed parameters", () => {
  const form =
    "line_items[0][quantity]=2&line_items[0][price_data][unit_amount]=950&line_items[0][price_data][currency]=eur&mode=payment&automatic_tax[enabled]=false&metadata[a]=007";
  expect(readRequest("checkout.sessions.create", decodeForm(form))).toEqual({
    line_items: [{ quantity: 2, price_data: { unit_amount: 950, currency: "eur" } }],
    mode: "payment",
    automatic_tax: { enabled: false },
    metadata: { a: "007" },
  });
});
