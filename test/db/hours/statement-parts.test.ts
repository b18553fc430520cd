import { randomUUID } from "node:crypto";

import { expect, test } from "vitest";

import { leftOutOf, partsOf, stretchOfPart } from "#app/hours/rules/statement-parts.ts";
import { attachStatement } from "#app/hours/statement/attach-statement.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import { getStatementPdf } from "#app/hours/statement/statement-pdf.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { pdfText } from "#test/setup/pdf-text.ts";

const now = new Date("2026-11-22T10:00:00Z");

test("the parts of a period tell each act once, and no more than was said", () => {
  for (const acts of [0, 1, 500, 501, 3000, 10_000, 10_001, 100_000]) {
    const told = Array.from({ length: partsOf(acts) }, (_, index) => stretchOfPart(7, 7 + acts, index + 1));
    expect(told.reduce((sum, { after, upTo }) => sum + upTo - after, 0)).toBe(acts - leftOutOf(acts));
    for (const [index, { after }] of told.entries()) expect(after).toBe(told[index - 1]?.upTo ?? 7);
  }
  expect([
    partsOf(0),
    partsOf(500),
    partsOf(501),
    partsOf(1_000_000),
    leftOutOf(10_000),
    leftOutOf(10_003),
  ]).toEqual([1, 1, 2, 20, 0, 3]);
});

test("a period of 620 bookings is two PDFs that hold them all, on the page and in the letter", async () => {
  await buildMsp();
  const noor: StaffScope = staffScope(await buildUser({ clientId: null, role: "owner" }), "owner");
  const { clientId } = await buildClient();
  const client = { id: clientId, zone: "Europe/Amsterdam" };
  await asSystem(
    (tx) =>
      tx.$queryRaw`select count(*)::int as count from generate_series(1, 620) i cross join lateral hours_credit(${clientId}::uuid, 'grant', 1, 0, 'EUR', null, ${now}::timestamptz, 'system', 'gift ' || i, p_idem_key => 'k' || i)`,
  );
  const period = (more: Record<string, string> = {}) => new URLSearchParams({ month: "2026-11", ...more });
  const inDutch = <T>(run: () => T): T => asOf(now, () => withLocale("nl", run));
  expect(await inDutch(() => getStatementPage(noor, client, period()))).toMatchObject({
    pdfParts: 2,
    pdfLeavesOut: 0,
  });
  const part = (number: string) => inDutch(() => getStatementPdf(noor, client, period({ part: number })));
  const parts = [await part("1"), await part("2")];
  expect(parts.map(({ fileName }) => fileName.replace(/^.*2026-11-22/, ""))).toEqual([
    "-deel-1.pdf",
    "-deel-2.pdf",
  ]);
  const texts = parts.map(({ content }) => pdfText(content).join(" "));
  expect(texts.map((text) => new Set(text.replaceAll(/\s/g, "").match(/gift\d+/g)).size)).toEqual([500, 120]);
  expect(texts[1]?.replaceAll(/\s/g, "")).toContain("Deel2van2");
  for (const none of ["3", "0", "x", "-1"])
    await expect(part(none)).rejects.toMatchObject({ init: { status: 404 } });
  const [issued] = await asSystem(
    (tx) =>
      tx.$queryRaw<{ id: string }[]>`select id::text from hour_statement where client_id = ${clientId}::uuid`,
  );
  expect(
    await inDutch(() => attachStatement({ clientId, statementId: issued?.id ?? randomUUID() })),
  ).toHaveLength(2);
});
