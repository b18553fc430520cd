import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import * as hoursAdjusted from "#emails/hours-adjusted.tsx";
import * as hoursExpiring from "#emails/hours-expiring.tsx";
import * as hoursFrozen from "#emails/hours-frozen.tsx";
import * as hoursGranted from "#emails/hours-granted.tsx";
import * as hoursLow from "#emails/hours-low.tsx";
import * as stripeStuck from "#emails/stripe-stuck.tsx";
import { renderLetter } from "#emails/index.ts";

const low = hoursLow.default.PreviewProps;
const letters = [
  ["hours-low", low, "/buy"],
  ["hours-low", { ...low, balanceMinutes: -25, emptyOn: null, perMonthMinutes: null }, "/buy"],
  [
    "hours-low",
    { ...low, links: null, staffUrl: "https://portal.example/staff/clients/1" },
    "/staff/clients/1",
  ],
  ["hours-expiring", hoursExpiring.default.PreviewProps, "/requests/new?idea=restore"],
  ["hours-expiring", { ...hoursExpiring.default.PreviewProps, daysLeft: 1 }, "/requests/new"],
  ["hours-granted", hoursGranted.default.PreviewProps, "/hours?view=ledger"],
  ["hours-granted", { ...hoursGranted.default.PreviewProps, lastDay: null }, "/hours?view=ledger"],
  [
    "hours-granted",
    { ...hoursGranted.default.PreviewProps, imported: true, reason: "", lastDay: undefined },
    "/hours?view=ledger",
  ],
  ["hours-adjusted", hoursAdjusted.default.PreviewProps, "/hours?view=ledger"],
  [
    "hours-adjusted",
    { ...hoursAdjusted.default.PreviewProps, kind: "taken", block: null, lastDay: null },
    "/hours?view=ledger",
  ],
  [
    "hours-adjusted",
    { ...hoursAdjusted.default.PreviewProps, kind: "moved-away", block: null, lastDay: null },
    "/hours?view=ledger",
  ],
  [
    "hours-adjusted",
    { ...hoursAdjusted.default.PreviewProps, kind: "moved-here", block: null, lastDay: null },
    "/hours?view=ledger",
  ],
  ["hours-frozen", hoursFrozen.default.PreviewProps, "/staff/clients/1"],
  [
    "hours-frozen",
    { ...hoursFrozen.default.PreviewProps, clientName: null, url: "https://portal.example/staff/tasks" },
    "/staff/tasks",
  ],
  ["stripe-stuck", stripeStuck.default.PreviewProps, "/staff/orders/1"],
] as const;

test.each(
  letters.flatMap(([name, props, leads]) => locales.map((locale) => ({ name, props, leads, locale }))),
)("$name in $locale says what there is and what to do", async ({ name, props, leads, locale }) => {
  const letter = await withLocale(locale, () => renderLetter(name, props));
  expect(letter.subject.length).toBeGreaterThan(8);
  expect(letter.html).toContain(`lang="${locale}"`);
  expect(letter.text).toContain(`https://portal.example${leads}`);
  expect(letter.text).not.toMatch(/manage_|undefined|(?<!unter )null|NaN|!/);
});

test.each([
  [{ emptyOn: null, lapses: true }, "some will be left when they expire"],
  [{ emptyOn: null }, "more than two years"],
  [{ emptyOn: null, perMonthMinutes: null }, "Too little"],
])("a low balance with %j doesn't contradict the pace it tells", async (outlook, words) => {
  const { text } = await withLocale("en", () => renderLetter("hours-low", { ...low, ...outlook }));
  expect(text).toContain(words);
});

test("a low balance that is topped up by itself invites nobody to buy", async () => {
  const { text } = await withLocale("en", () =>
    renderLetter("hours-low", { ...low, links: null, topsUp: true }),
  );
  expect(text).toContain("Automatic top-up is on");
  expect(text).not.toMatch(/\/buy|\/top-up/);
});

test("a low balance says until when, and where to have it topped up by itself", async () => {
  const { text } = await withLocale("en", () => renderLetter("hours-low", low));
  expect(text).toContain("14 December 2026");
  expect(text).toContain("https://portal.example/top-up");
});

test.each([
  [95, 600, 10, /1.h.35 left of 10.h.00/],
  [-85, 600, 8, /1.h.25 below zero, 10.h.00 bought/],
  [95, null, 0, null],
])(
  "a letter about %d minutes of %s draws %d bars, and its text part none",
  async (balance, card, bars, words) => {
    const props = { ...low, balanceMinutes: balance, cardMinutes: card };
    const letter = await withLocale("en", () => renderLetter("hours-low", props));
    expect(letter.html.match(/class="l-strip"/g) ?? []).toHaveLength(bars);
    if (words === null) return;
    expect(letter.html).toMatch(words);
    expect(letter.text).not.toMatch(words);
  },
);
