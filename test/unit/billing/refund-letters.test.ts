import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import DisputeClosed from "#emails/dispute-closed.tsx";
import DisputeForClient from "#emails/dispute-for-client.tsx";
import DisputeOpened from "#emails/dispute-opened.tsx";
import { renderLetter } from "#emails/index.ts";
import InvoiceClosed from "#emails/invoice-closed.tsx";
import InvoiceOverdue from "#emails/invoice-overdue.tsx";
import InvoicePaid from "#emails/invoice-paid.tsx";
import InvoiceReady from "#emails/invoice-ready.tsx";
import MonthInvoice from "#emails/month-invoice.tsx";
import OverageInvoice from "#emails/overage-invoice.tsx";
import RefundFailed from "#emails/refund-failed.tsx";
import RefundMade from "#emails/refund-made.tsx";

const letters: [string, object][] = [
  ["refund-made", RefundMade.PreviewProps],
  ["refund-failed", RefundFailed.PreviewProps],
  ["dispute-opened", DisputeOpened.PreviewProps],
  [
    "dispute-opened",
    { ...DisputeOpened.PreviewProps, state: "warning_needs_response", dueAt: null, orderNumber: null },
  ],
  ...["won", "lost", "warning_closed"].map((state): [string, object] => [
    "dispute-closed",
    { ...DisputeClosed.PreviewProps, state },
  ]),
  ...["open", "won", "lost"].map((state): [string, object] => [
    "dispute-for-client",
    { ...DisputeForClient.PreviewProps, state },
  ]),
  ["invoice-ready", InvoiceReady.PreviewProps],
  ["invoice-ready", { ...InvoiceReady.PreviewProps, onTrust: true, invoiceNumber: null }],
  ["invoice-paid", InvoicePaid.PreviewProps],
  [
    "overage-invoice",
    { ...OverageInvoice.PreviewProps, order: { ...OverageInvoice.PreviewProps.order, minutes: 83 } },
  ],
  ["month-invoice", MonthInvoice.PreviewProps],
  ["invoice-closed", InvoiceClosed.PreviewProps],
  ["invoice-overdue", InvoiceOverdue.PreviewProps],
];

test.each(
  letters.flatMap(([template, props], at) =>
    locales.map((locale) => [`${template} (${at})`, locale, template, props] as const),
  ),
)("%s in %s: subject, address and the MSP's name", async (_, locale, template, props) => {
  const letter = await withLocale(locale, () => renderLetter(template, props));
  expect(letter.subject.length).toBeGreaterThan(8);
  expect(letter.html).toContain(`lang="${locale}"`);
  expect(letter.text).toContain("https://portal.example/");
  expect(letter.text).toContain("Helder IT");
  expect(letter.text + letter.subject).not.toMatch(/undefined|NaN|\{|!/);
});

test("a refund says what was taken back, what of it was used already and what is owed", async () => {
  const letter = await withLocale("nl", () => renderLetter("refund-made", RefundMade.PreviewProps));
  for (const part of [
    "€ 475,00",
    "4 u 07",
    "0 u 27",
    "−0 u 27",
    "Minder nodig dan gedacht",
    "HLDR-0042-CN-01",
  ])
    expect(letter.text.replaceAll("\u00a0", " ")).toContain(part);
});
