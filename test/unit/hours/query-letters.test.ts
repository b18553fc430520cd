import { expect, test } from "vitest";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import ApprovalRejected from "#emails/approval-rejected.tsx";
import ApprovalWaiting from "#emails/approval-waiting.tsx";
import { renderLetter } from "#emails/index.ts";
import QueryForClient from "#emails/query-for-client.tsx";
import QueryForStaff from "#emails/query-for-staff.tsx";

const letters: [template: string, props: object][] = [
  ...(["asked", "said", "withdrawn"] as const).map((kind): [string, object] => [
    "query-for-staff",
    { ...QueryForStaff.PreviewProps, kind },
  ]),
  ...(["said", "accepted", "upheld"] as const).map((kind): [string, object] => [
    "query-for-client",
    { ...QueryForClient.PreviewProps, kind },
  ]),
  ["query-for-client", { ...QueryForClient.PreviewProps, remaining: 0 }],
  ...[1, 3].map((entries): [string, object] => [
    "approval-waiting",
    { ...ApprovalWaiting.PreviewProps, entries },
  ]),
  ["approval-rejected", ApprovalRejected.PreviewProps],
];

test.each(
  letters.flatMap(([template, props]) => locales.map((locale) => [template, locale, props] as const)),
)("%s in %s: subject, address, the MSP's name", async (template, locale, props) => {
  const letter = await withLocale(locale, () => renderLetter(template, props));
  expect(letter.subject.length).toBeGreaterThan(8);
  expect(letter.html).toContain(`lang="${locale}"`);
  expect(letter.text).toContain("https://portal.example/");
  expect(letter.text).toContain("Helder IT");
  expect(letter.text + letter.subject).not.toMatch(/undefined|NaN|\{|!/);
});
