import { atCheckout, emulator, vies } from "./world.ts";

import { beforeAll, expect, test } from "vitest";

import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { saveBillingDetails, billingDetails } from "#app/clients/save-billing-details.server.ts";
import { getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import { aBuyer, atNewCheckout, openShop, order, outcome } from "./shop.ts";
import { choose } from "./topup-world.ts";

beforeAll(openShop);

const setPolicy = (viesDownPolicy: "charge_vat" | "hold") =>
  asSystem((tx) => tx.msp.updateMany({ data: { viesDownPolicy } }));
const buyerOf = (country: string, vatNumber?: string) =>
  aBuyer({ name: `Klant ${country} ${vatNumber ?? ""}`, country, ...(vatNumber ? { vatNumber } : {}) });

test.each([
  ["NL", undefined, "standard", 114_950],
  ["NL", "NL100000024B01", "standard", 114_950],
  ["DE", "DE136695976", "reverse_charge", 95_000],
  ["BE", undefined, "standard", 114_950],
  ["GB", undefined, "outside_eu", 95_000],
  ["CH", undefined, "outside_eu", 95_000],
] as const)(
  "%s with number %s: %s, %i in all, on the order, at Stripe and in the ledger",
  async (country, vatNumber, vatKind, gross) => {
    const buyer = await buyerOf(country, vatNumber);
    const { order: bought, url } = await atNewCheckout(buyer, { seenGrossMinor: gross });
    expect(bought).toMatchObject({ vatKind, grossMinor: gross });
    await atCheckout(url, { method: "card", outcome: "pay" });
    expect(await fulfilCheckout(bought.checkoutId ?? "")).toMatchObject({ state: "paid" });
    expect((await outcome(buyer.clientId)).lots).toMatchObject([{ price_minor: 95_000 }]);
    const session = emulator
      .log()
      .filter((request) => request.operation === "checkout.sessions.create")
      .at(-1);
    const footer = JSON.stringify(session?.params);
    expect(footer.includes("Btw verlegd")).toBe(vatKind === "reverse_charge");
    expect(footer.includes("buiten de EU")).toBe(vatKind === "outside_eu");
    expect(emulator.issues()).toEqual([]);
  },
);

test.each([
  ["NL", undefined, 114_950, "bedrag met btw", null],
  ["DE", "DE136695976", 95_000, "bedrag zonder btw", "De btw is verlegd"],
  ["GB", undefined, 95_000, "bedrag zonder btw", null],
] as const)(
  "%s with number %s agrees to top-ups as its VAT is",
  async (country, vatNumber, seenGrossMinor, amount, more) => {
    const buyer = await buyerOf(country, vatNumber);
    const { terms, withVat } = await withLocale("nl", () => getTopupPage(buyer));
    expect(terms.charge).toContain(amount);
    expect([terms.charge.includes("verlegd"), withVat]).toEqual([more !== null, seenGrossMinor === 114_950]);
    expect(await choose(buyer, { mode: "invoice", seenGrossMinor })).toEqual({ ok: true, value: null });
    const agreed = await asSystem((tx) =>
      tx.topupAgreement.findFirstOrThrow({ where: { clientId: buyer.clientId } }),
    );
    expect(agreed).toMatchObject({ termsVersion: "top-up v2", termsText: terms.invoice });
    if (more) expect(agreed.termsText).toContain(more);
  },
);

test("a number that VIES does not know is no number: VAT is charged", async () => {
  vies.setAnswer("BE", "0403170701", "invalid");
  const buyer = await buyerOf("BE", "BE0403170701");
  expect(await order(buyer, { seenGrossMinor: 95_000 })).toEqual({ ok: false, refusal: "price-changed" });
  expect(await order(buyer, { seenGrossMinor: 114_950 })).toMatchObject({
    ok: true,
    value: { vatKind: "standard", vatNumber: "BE0403170701" },
  });
});

test.each(["unavailable", "timeout", "garbage"] as const)(
  "VIES down (%s): VAT is charged, or the order waits, as the MSP set it",
  async (answer) => {
    const number = { unavailable: "0411905847", timeout: "0428759497", garbage: "0417497106" }[answer];
    vies.setAnswer("BE", number, answer);
    await setPolicy("charge_vat");
    const buyer = await buyerOf("BE", `BE${number}`);
    expect(await order(buyer, { seenGrossMinor: 114_950 })).toMatchObject({
      ok: true,
      value: { vatKind: "standard", vatMinor: 19_950 },
    });
    await setPolicy("hold");
    expect(await order(buyer, { seenGrossMinor: 114_950 })).toEqual({ ok: false, refusal: "vat-held" });
    await setPolicy("charge_vat");
  },
);

test("an answer holds for a day: VIES is asked once", async () => {
  vies.setAnswer("DE", "129273398", "valid");
  const buyer = await buyerOf("DE", "DE129273398");
  await order(buyer, { seenGrossMinor: 95_000 });
  await order(buyer, { seenGrossMinor: 95_000 });
  expect(vies.asked().filter((number) => number === "DE129273398")).toHaveLength(1);
  await asSystem((tx) =>
    tx.client.updateMany({
      where: { id: buyer.clientId },
      data: { vatCheckedAt: new Date(now().getTime() - 25 * 3_600_000) },
    }),
  );
  await order(buyer, { seenGrossMinor: 95_000 });
  expect(vies.asked().filter((number) => number === "DE129273398")).toHaveLength(2);
});

test("another country or number: what VIES said before no longer counts", async () => {
  const buyer = await buyerOf("DE", "DE136695976");
  await order(buyer, { seenGrossMinor: 95_000 });
  const details = billingDetails.parse({
    legalName: "Klant",
    addressLine: "Straat 1",
    postalCode: "1000",
    city: "Brussel",
    country: "BE",
    vatNumber: "",
  });
  await saveBillingDetails(buyer, details);
  expect(await order(buyer, { seenGrossMinor: 114_950 })).toMatchObject({
    ok: true,
    value: { vatKind: "standard", vatNumber: null },
  });
});

test.each([
  [{ country: "BE", vatNumber: "NL100000024B01" }, "vatNumber"],
  [{ country: "NL", vatNumber: "NL1" }, "vatNumber"],
  [{ country: "GB", vatNumber: "XI110305878" }, "vatNumber"],
  [{ country: "QQ" }, "country"],
  [{ city: "" }, "city"],
])("billing details %j are refused at %s", (wrong, field) => {
  const read = billingDetails.safeParse({
    legalName: "Klant",
    addressLine: "Straat 1",
    postalCode: "1000",
    city: "Brussel",
    country: "BE",
    vatNumber: "",
    ...wrong,
  });
  expect(read.success ? [] : read.error.issues.map((issue) => issue.path[0])).toEqual([field]);
});
