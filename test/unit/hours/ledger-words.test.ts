import { describe, expect, it } from "vitest";

import { settingWords } from "#app/hours/components/ledger-words.ts";
import { validityOf } from "#app/hours/rules/validity.ts";
import { day } from "#app/platform/day.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

describe("settingWords", () => {
  const words = (kept: string, locale: "nl" | "de" | "en" = "nl"): string =>
    withLocale(locale, () => settingWords(kept, "EUR").replaceAll("\u00a0", " "));

  it("says a change of the top-up for people", () => {
    const kept =
      '{"topupMode" : "charge", "thresholdMinutes" : 120, "topupBlockMinutes" : 600, "topupMaxPer30d" : 2, "topupMaxMinorPer30d" : 150000} op verzoek';
    expect(words(kept)).toBe(
      "bij laag saldo: automatisch afschrijven · drempel 2 u 00 · volgend blok 10 u 00 · hoogstens 2 keer per 30 dagen · hoogstens € 1.500,00 per 30 dagen · op verzoek",
    );
    expect(words(kept, "de")).toContain("Schwelle 2 Std. 00");
  });

  it("leaves out what was not set, and has words for each mode and each policy", () => {
    expect(words('{"topupMode" : "off", "thresholdMinutes" : null}', "en")).toBe("at low balance: nothing");
    expect(words('{"fairnessDays":14,"correctionGraceDays":0}', "en")).toBe(
      "time allowed to log work late: 14 days · returned hours stay valid for 0 days",
    );
    for (const mode of ["off", "warn", "invoice", "charge"])
      expect(words(`{"topupMode":"${mode}"}`)).not.toBe("");
    for (const policy of ["cover_next", "invoice", "refuse"])
      expect(words(`{"overagePolicy":"${policy}"}`)).not.toMatch(/[{"_]|^$/);
  });
});

describe("validityOf", () => {
  const lot = (remaining: number, validUntil: string | null) => ({
    remaining,
    validUntil: validUntil === null ? null : day(validUntil),
  });

  it.each([
    [
      "all until one day",
      [lot(60, "2027-12-31"), lot(30, "2027-12-31"), lot(0, "2027-01-01")],
      { until: "2027-12-31", minutes: null },
    ],
    [
      "a part until the earliest day",
      [lot(60, "2027-06-30"), lot(30, "2027-12-31"), lot(15, "2027-06-30")],
      { until: "2027-06-30", minutes: 75 },
    ],
    [
      "a part, the rest for ever",
      [lot(515, "2027-06-30"), lot(30, null)],
      { until: "2027-06-30", minutes: 515 },
    ],
    ["all for ever", [lot(30, null)], { until: null }],
  ])("%s", (_, lots, expected) => {
    expect(validityOf(lots)).toEqual(expected);
  });
});
