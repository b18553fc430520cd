import { parseWithZod } from "@conform-to/zod/v4";
import { expect, test } from "vitest";

import { liftedByMethod, disputeOf, whySuspended } from "#app/billing/rules/topup-suspension.ts";
import { topupForm } from "#app/billing/topup/topup-form.server.ts";
import { formatAmount } from "#app/platform/format.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

const id = "0b9f5a3e-7a54-4d7e-9c3f-0a4e3a1c2b11";
const read = (typed: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    intent: "choose",
    formKey: id,
    mode: "warn",
    threshold: "2:00",
    block: id,
    seen: "x=1",
    maxCount: "4",
    ...typed,
  }))
    form.append(name, value);
  return withLocale("nl", () => parseWithZod(form, { schema: topupForm }));
};

test.each([
  ["3", 180],
  ["3:20", 200],
  ["90 min", 90],
  ["0", 0],
])("the level %s is %i minutes", (threshold, minutes) => {
  const form = read({ threshold });
  expect(form.status === "success" && form.value.threshold).toBe(minutes);
});

test.each([
  ["1.149,50", 114_950],
  ["2500", 250_000],
  ["2,500.00", 250_000],
  ["", undefined],
])("the most %s is %s", (maxAmount, minor) => {
  const form = read({ maxAmount });
  expect(form.status === "success" && form.value.maxAmount).toBe(minor);
});

test("a bad amount is told what to type", () => {
  const form = read({ maxAmount: "veel" });
  expect(form.status === "error" && form.error).toEqual({
    maxAmount: ["Geef een bedrag, zoals 1.149,50, of laat het leeg."],
  });
});

test.each(["nl", "de", "en"] as const)(
  "an amount stands in its field as %s writes it, and is read again",
  (locale) => {
    const shown = withLocale(locale, () => formatAmount(250_000));
    expect(shown).toBe(locale === "en" ? "2,500.00" : "2.500,00");
    const form = read({ maxAmount: shown });
    expect(form.status === "success" && form.value.maxAmount).toBe(250_000);
  },
);

test("what a suspension keeps says why, and which way to pay lifts it", () => {
  expect([null, "fp1", disputeOf("fp1"), disputeOf(null)].map(whySuspended)).toEqual([
    "other",
    "declined",
    "dispute",
    "dispute",
  ]);
  expect(
    [null, "fp1", disputeOf("fp1"), "fp2", disputeOf("fp2"), disputeOf(null)].map((kept) =>
      liftedByMethod(kept, "fp1"),
    ),
  ).toEqual([true, false, false, true, true, true]);
});
