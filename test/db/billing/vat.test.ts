import { atCheckout, emulator, runJobs, vies } from "./world.ts";

import { beforeAll, expect, test } from "vitest";

import { getBuyPage, getInvoiceDetails } from "#app/billing/buy-page.server.ts";
import { getCataloguePage } from "#app/billing/catalogue-page.server.ts";
import { addBlock } from "#app/billing/edit-catalogue.server.ts";
import { resolveTask } from "#app/billing/reconcile/staff-tasks.server.ts";
import { getTasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { billingDetails } from "#app/clients/billing-details.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { updateClient } from "#app/clients/update-client.server.ts";
import { fulfilCheckout } from "#app/billing/fulfil-checkout.server.ts";
import { saveBillingDetails, saveDetailsForm } from "#app/clients/save-billing-details.server.ts";
import { getTopupPage } from "#app/billing/topup/topup-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import { aColleague } from "./billing-world.ts";
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

test("a small business sells without VAT, and its invoice says by which law", async () => {
  await asSystem((tx) => tx.msp.updateMany({ data: { vatScheme: "small_business" } }));
  try {
    const buyer = await buyerOf("NL");
    const { order: bought, url } = await atNewCheckout(buyer, { seenGrossMinor: 95_000 });
    expect(bought).toMatchObject({
      vatKind: "small_business",
      vatRateBp: 0,
      vatMinor: 0,
      grossMinor: 95_000,
    });
    await atCheckout(url, { method: "card", outcome: "pay" });
    expect(await fulfilCheckout(bought.checkoutId ?? "")).toMatchObject({ state: "paid" });
    const session = emulator
      .log()
      .filter((request) => request.operation === "checkout.sessions.create")
      .at(-1);
    expect(JSON.stringify(session?.params)).toContain("artikel 25 Wet op de omzetbelasting 1968");
    const { terms, withVat } = await withLocale("nl", () => getTopupPage(buyer));
    expect([terms.charge.includes("bedrag zonder btw"), withVat]).toEqual([true, false]);
    expect(emulator.issues()).toEqual([]);
  } finally {
    await asSystem((tx) => tx.msp.updateMany({ data: { vatScheme: "ordinary" } }));
  }
});

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
  [{ country: "QQ" }, "country"],
  [{ city: "" }, "city"],
  [{ postalCode: "ab" }, "postalCode"],
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

const here = {
  legalName: "Klant",
  addressLine: "Straat 1",
  postalCode: "1000",
  city: "Brussel",
  country: "BE",
  vatNumber: null,
};

test.each([
  [{ country: "BE", vatNumber: "NL100000024B01" }, "vat-other-country"],
  [{ country: "NL", vatNumber: "NL1" }, "vat-format"],
  [{ country: "GB", vatNumber: "XI110305878" }, "vat-goods-only"],
])("billing details %j are refused: %s", async (wrong, refusal) => {
  const buyer = await buyerOf("BE");
  expect(await saveBillingDetails(buyer, { ...here, ...wrong })).toEqual({ ok: false, refusal });
});

test.each([
  [{ country: "DE", postalCode: "10115", vatNumber: "DE123456789" }, "vatNumber"],
  [{ country: "AT", postalCode: "1010", vatNumber: "DE136695976" }, "vatNumber"],
  [{ country: "DE", postalCode: "ab" }, "postalCode"],
])("a form with %j keeps nothing, and comes back with all that was typed", async (wrong, field) => {
  const buyer = await buyerOf("DE", "DE136695976");
  const facts = () => asSystem((tx) => findBuyer(tx, buyer.clientId));
  const before = await facts();
  const body = new URLSearchParams({ ...here, addressLine: "Neue Gasse 2", vatNumber: "", ...wrong });
  const sent = await saveDetailsForm(
    new Request("http://localhost/company", { method: "POST", body }),
    buyer,
  );
  if (sent.ok) throw new Error("it was kept");
  expect(Object.keys(sent.reply.error ?? {})).toEqual([field]);
  expect(sent.reply.initialValue).toMatchObject({ addressLine: "Neue Gasse 2", ...wrong });
  expect(await facts()).toEqual(before);
});

test("a VAT number is kept in full, and one that did not change is not checked anew", async () => {
  const { clientId } = await buyerOf("NL", "NL001234567B01");
  const noor = await aColleague("owner");
  const details = {
    ...here,
    name: "Klant",
    kind: "prepaid" as const,
    zone: "Europe/Berlin",
    locale: "nl" as const,
    billingEmail: "boekhouding@klant.example",
  };
  const save = (country: string, vatNumber: string) =>
    updateClient(noor, clientId, { ...details, country, vatNumber });
  const kept = async () => (await asSystem((tx) => findBuyer(tx, clientId))).vatNumber;
  expect(await save("NL", "NL 001234567 B01")).toEqual({ ok: true, value: null });
  expect(await save("NL", "NL001234568B01")).toEqual({ ok: false, refusal: "vat-format" });
  expect(await kept()).toBe("NL001234567B01");
  expect(await save("DE", "136 695 976")).toEqual({ ok: true, value: null });
  expect(await kept()).toBe("DE136695976");
  expect(await save("GR", "GR094259216")).toEqual({ ok: true, value: null });
  expect(await kept()).toBe("EL094259216");
});

test("a client that changes its own country or number to pay less VAT buys nothing before the MSP has looked", async () => {
  const noor = await aColleague("owner");
  const buyer = await buyerOf("NL");
  const openTasks = async () => {
    await runJobs();
    return (await getTasksPage(noor)).open.filter(({ clientId }) => clientId === buyer.clientId);
  };
  const change = (country: string, vatNumber: string | null) =>
    saveBillingDetails(buyer, { ...here, country, vatNumber });
  await change("US", null);
  expect(await order(buyer, { seenGrossMinor: 95_000 })).toEqual({ ok: false, refusal: "vat-review" });
  expect((await getBuyPage(buyer)).vies).toBe("review");
  expect(await openTasks()).toMatchObject([{ kind: "vat-review", was: "NL", is: "US" }]);
  // Another change in between is compared with what was confirmed.
  await change("DE", "DE136695976");
  expect(await order(buyer, { seenGrossMinor: 95_000 })).toEqual({ ok: false, refusal: "vat-review" });
  expect(await openTasks()).toMatchObject([{ kind: "vat-review", was: "NL", is: "DE DE136695976" }]);
  // Put back: nothing waits.
  await change("NL", null);
  expect(await openTasks()).toEqual([]);
  expect(await order(buyer)).toMatchObject({ ok: true });
  // Confirmed by the MSP: it counts.
  await change("DE", "DE136695976");
  const [task] = await openTasks();
  expect(await resolveTask(noor, task?.id ?? "", "Klopt, gebeld")).toMatchObject({ ok: true });
  expect(await openTasks()).toEqual([]);
  expect(await order(buyer, { seenGrossMinor: 95_000 })).toMatchObject({
    ok: true,
    value: { vatKind: "reverse_charge" },
  });
});

test("details put back to what the MSP had confirmed end the review, whatever was tried in between", async () => {
  const buyer = await buyerOf("DE", "DE136695976");
  const change = (country: string, vatNumber: string | null) =>
    saveBillingDetails(buyer, { ...here, country, vatNumber });
  await getBuyPage(buyer);
  await change("DE", null);
  expect((await getInvoiceDetails(buyer)).vies).toBe("done");
  await change("NL", null);
  await change("US", null);
  expect((await getInvoiceDetails(buyer)).vies).toBe("review");
  await change("DE", "DE 136 695 976");
  expect((await getInvoiceDetails(buyer)).vies).toBe("done");
  expect(await order(buyer, { seenGrossMinor: 95_000 })).toMatchObject({ ok: true });
});

test("a client in another currency has nothing to buy until it has blocks of its own, within its currency's limits", async () => {
  const noor = await aColleague("owner");
  const buyer = await aBuyer({ name: "Praha", country: "CZ", currency: "CZK" });
  const place = { scope: noor, clientId: buyer.clientId };
  expect((await getBuyPage(buyer)).offers).toEqual([]);
  expect(await order(buyer)).toEqual({ ok: false, refusal: "block-gone" });
  expect(await getCataloguePage(noor, buyer.clientId)).toMatchObject({ nothingToBuy: true, currency: "CZK" });
  const own = { hours: 10, validMonths: 12 };
  expect(await addBlock(place, { ...own, pricePerHourMinor: 200 })).toEqual({
    ok: false,
    refusal: "price-range",
  });
  expect(await addBlock(place, { ...own, pricePerHourMinor: 240_000 })).toMatchObject({ ok: true });
  expect((await getBuyPage(buyer)).offers).toMatchObject([{ netMinor: 2_400_000 }]);
  expect(await getCataloguePage(noor, buyer.clientId)).toMatchObject({ nothingToBuy: false });
  const everybody = { scope: noor, clientId: null };
  expect(await addBlock(everybody, { ...own, hours: 40, pricePerHourMinor: 240_000 })).toEqual({
    ok: false,
    refusal: "price-range",
  });
});
