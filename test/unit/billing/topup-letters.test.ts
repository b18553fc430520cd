import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { renderLetter } from "#emails/index.ts";
import MethodEnded from "#emails/method-ended.tsx";
import MethodExpiring from "#emails/method-expiring.tsx";
import MethodSaved from "#emails/method-saved.tsx";
import TopupAction from "#emails/topup-action.tsx";
import TopupCap from "#emails/topup-cap.tsx";
import TopupDebit from "#emails/topup-debit.tsx";
import TopupDeclined from "#emails/topup-declined.tsx";
import TopupDone from "#emails/topup-done.tsx";
import TopupInvoice from "#emails/topup-invoice.tsx";
import TopupOverdue from "#emails/topup-overdue.tsx";
import TopupStopped from "#emails/topup-stopped.tsx";

const letters = {
  "method-ended": MethodEnded.PreviewProps,
  "method-expiring": MethodExpiring.PreviewProps,
  "method-saved": MethodSaved.PreviewProps,
  "topup-action": TopupAction.PreviewProps,
  "topup-cap": TopupCap.PreviewProps,
  "topup-debit": TopupDebit.PreviewProps,
  "topup-declined": TopupDeclined.PreviewProps,
  "topup-done": TopupDone.PreviewProps,
  "topup-invoice": TopupInvoice.PreviewProps,
  "topup-overdue": TopupOverdue.PreviewProps,
  "topup-stopped": TopupStopped.PreviewProps,
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
