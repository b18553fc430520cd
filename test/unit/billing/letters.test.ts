import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import AskToBuy from "#emails/ask-to-buy.tsx";
import CheckoutReady from "#emails/checkout-ready.tsx";
import HoursBought from "#emails/hours-bought.tsx";
import { renderLetter } from "#emails/index.ts";
import InvoiceReady from "#emails/invoice-ready.tsx";
import PaymentFailed from "#emails/payment-failed.tsx";
import PaymentOnItsWay from "#emails/payment-on-its-way.tsx";

const letters = {
  "ask-to-buy": AskToBuy.PreviewProps,
  "checkout-ready": CheckoutReady.PreviewProps,
  "hours-bought": HoursBought.PreviewProps,
  "payment-failed": PaymentFailed.PreviewProps,
  "payment-on-its-way": PaymentOnItsWay.PreviewProps,
};

test.each(
  Object.entries(letters).flatMap(([template, props]) =>
    locales.map((locale) => [template, locale, props] as const),
  ),
)("%s in %s: subject, address and the MSP's name", async (template, locale, props) => {
  const letter = await withLocale(locale, () => renderLetter(template, props));
  expect(letter.subject.length).toBeGreaterThan(8);
  expect(letter.html).toContain(`lang="${locale}"`);
  expect(letter.text).toContain("https://portal.example/");
  expect(letter.text).toContain("Helder IT");
  expect(letter.text + letter.subject).not.toMatch(/undefined|NaN|\{|!/);
});

test("the amounts of a letter are those of the order", async () => {
  const letter = await withLocale("nl", () => renderLetter("hours-bought", HoursBought.PreviewProps));
  for (const part of ["€ 950,00", "€ 199,50", "€ 1.149,50", "13 u 40"])
    expect(letter.text.replaceAll("\u00a0", " ")).toContain(part);
});

test("an invoice's letter says whereto it is paid, and draws the code of it that text leaves out", async () => {
  const letter = await withLocale("de", () => renderLetter("invoice-ready", InvoiceReady.PreviewProps));
  for (const part of ["NL91 ABNA 0417 1643 00", "ABNANL2A", "Helder IT B.V.", "TEG-0042", "Verwendungszweck"])
    expect(letter.text).toContain(part);
  expect(letter.html).toContain('aria-label="QR-Code für Ihre Banking-App"');
  expect(letter.html.length).toBeLessThan(100_000);
  expect(letter.text).not.toMatch(/Scannen|\n{4}/);
});
