import { beforeAll, describe, expect, test } from "vitest";

import type { ClientScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { formatMinutes, signedMinutes, signedMoney } from "#app/platform/format.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { movementKinds } from "#app/hours/rules/statement.ts";
import { getStatementCsv } from "#app/hours/statement/statement-csv.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import { getStatementPdf } from "#app/hours/statement/statement-pdf.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";
import { csvText, readCsv, scopeOf } from "#test/db/hours/statement-world.ts";
import { sumIndependently, type IndependentSum } from "#test/db/hours/statement-sum.ts";
import { pdfText } from "#test/setup/pdf-text.ts";

const today = new Date("2026-11-22T10:00:00Z");
const zone = "Europe/Amsterdam";
let petra: ClientScope, eva: ClientScope;

beforeAll(async () => {
  await seedDemo(today);
  petra = await scopeOf("petra@bakkerij-jansen.example");
  eva = await scopeOf("eva@kanzlei-vogel.example");
});

const client = () => ({ id: petra.clientId, zone });
const inDemo = <T>(run: () => Promise<T>): Promise<T> => asOf(today, () => withLocale("nl", run));
const packed = (text: string): string => text.replaceAll(/\s/g, "").replaceAll("\u00a0", "");

describe.each([
  ["month=2026-05"],
  ["month=2026-06"],
  ["month=2026-07"],
  ["month=2026-08"],
  ["month=2026-09"],
  ["month=2026-10"],
  ["month=2026-11"],
  ["quarter=2026-3"],
  ["from=2026-10-25&until=2026-10-25"],
  ["from=2026-05-01&until=2026-11-22"],
  ["asof=2026-09-30"],
])("the demo's statement, %s", (query) => {
  let independent: IndependentSum;
  beforeAll(async () => {
    const { statement } = await inDemo(() => getStatementPage(petra, client(), new URLSearchParams(query)));
    independent = await sumIndependently(petra.clientId, zone, statement.period.from, statement.period.until);
  });

  test("on screen is what the raw tables add up to", async () => {
    const { statement, lines, pages } = await inDemo(() =>
      getStatementPage(petra, client(), new URLSearchParams(query)),
    );
    expect({ opening: statement.openingMinutes, closing: statement.closingMinutes }).toEqual({
      opening: independent.opening,
      closing: independent.closing,
    });
    expect(statement.movements.used).toEqual({
      minutes: 0 - independent.used,
      valueMinor: 0 - independent.usedMinor,
    });
    expect(statement.movements.bought).toEqual({
      minutes: independent.bought,
      valueMinor: independent.boughtMinor,
    });
    expect(statement.movements.expired.minutes).toBe(0 - independent.expired);
    expect(
      statement.openingMinutes +
        movementKinds.reduce((sum, kind) => sum + statement.movements[kind].minutes, 0),
    ).toBe(statement.closingMinutes);
    if (pages === 1) {
      expect(
        lines.map((line) => [line.seq, line.changeMinutes, line.valueMinor, line.balanceMinutes]),
      ).toEqual(independent.lines);
      expect(lines.reduce((sum, line) => sum + line.changeMinutes, statement.openingMinutes)).toBe(
        statement.closingMinutes,
      );
    }
    expect(statement.head).toEqual(independent.head);
  });

  test("as a spreadsheet says the same, line by line", async () => {
    const file = await inDemo(() => getStatementCsv(petra, client(), new URLSearchParams(query)));
    expect(file.fileName).toMatch(/^afschrift-bakkerij-jansen-[\d-]+\.csv$/);
    const rows = readCsv(await csvText(file));
    const [opening, ...lines] = rows.slice(1);
    const closing = lines.pop();
    expect([Number(opening?.[16]), Number(closing?.[16])]).toEqual([
      independent.opening,
      independent.closing,
    ]);
    expect(
      lines.map((row) => [
        Number(row[0]),
        Number(row[12]),
        Math.round(Number(row[14]?.replace(",", ".")) * 100),
        Number(row[16]),
      ]),
    ).toEqual(independent.lines);
    expect(closing?.[5]).toContain(independent.head?.hash ?? "");
  });

  test("as a PDF says the same, in the same words twice", async () => {
    if (independent.head === null)
      return expect(
        inDemo(() => getStatementPdf(petra, client(), new URLSearchParams(query))),
      ).rejects.toMatchObject({ init: { status: 404 } });
    const first = await inDemo(() => getStatementPdf(petra, client(), new URLSearchParams(query)));
    const again = await asOf(new Date("2026-11-23T10:00:00Z"), () =>
      withLocale("nl", () =>
        getStatementPdf(
          petra,
          client(),
          new URLSearchParams(query.startsWith("month=2026-11") ? "from=2026-11-01&until=2026-11-22" : query),
        ),
      ),
    );
    expect(again.content.equals(first.content)).toBe(true);
    const text = packed(pdfText(first.content).join("\n"));
    const { statement, lines } = await inDemo(() =>
      getStatementPage(petra, client(), new URLSearchParams(query)),
    );
    const says = (words: string): void => expect(text).toContain(packed(words));
    await inDemo(async () => {
      says(`Beginsaldo${formatMinutes(independent.opening)}`);
      says(`Eindsaldo${formatMinutes(independent.closing)}`);
      if (independent.used !== 0)
        says(
          `Gebruikt${independent.usedMinor === 0 ? "" : signedMoney(-independent.usedMinor, "EUR")}${formatMinutes(-independent.used)}`,
        );
      if (independent.bought > 0)
        says(`Gekocht${signedMoney(independent.boughtMinor, "EUR")}${signedMinutes(independent.bought)}`);
      says((independent.head?.hash ?? "").slice(0, 32));
      let from = 0;
      for (const [seq, change, valueMinor, balance] of independent.lines) {
        const row = packed(
          `${valueMinor === 0 ? "" : signedMoney(valueMinor, "EUR")}${signedMinutes(change)}${formatMinutes(balance)}`,
        );
        from = text.indexOf(row, from) + row.length;
        expect(from, `line ${seq}: ${row}`).toBeGreaterThanOrEqual(row.length);
      }
      for (const line of lines) if (line.requestNumber !== null) says(`#${line.requestNumber} ${line.title}`);
    });
    expect(text).not.toMatch(/recycling|oudeWindows/);
    expect(statement.clientName).toBe("Bakkerij Jansen");
  });
});

test("the PDF has its title and language, and its typefaces in it", async () => {
  const { content } = await inDemo(() =>
    getStatementPdf(petra, client(), new URLSearchParams("month=2026-10")),
  );
  const raw = content.toString("latin1");
  expect(raw).toMatch(/\/Lang \(nl\)/);
  expect(raw).toMatch(/DisplayDocTitle true/);
  expect(raw).toMatch(/BaseFont \/\w+\+Figtree/);
});

test("a period issued twice is one statement, until something is recorded", async () => {
  const count = async (): Promise<number> =>
    (
      await asSystem(
        (tx) =>
          tx.$queryRaw<
            { count: number }[]
          >`select count(*)::int as count from hour_statement where client_id = ${petra.clientId}::uuid and from_on = '2026-07-01' and until_on = '2026-07-31'`,
      )
    )[0]?.count ?? 0;
  await inDemo(() =>
    Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => getStatementPdf(petra, client(), new URLSearchParams("month=2026-07"))),
    ),
  );
  expect(await count()).toBe(1);
});

test("nobody gets another client's statement", async () => {
  const foreign = { id: eva.clientId, zone };
  const query = new URLSearchParams("month=2026-10");
  await expect(inDemo(() => getStatementPage(petra, foreign, query))).rejects.toMatchObject({
    init: { status: 404 },
  });
  await expect(inDemo(() => getStatementCsv(petra, foreign, query))).rejects.toMatchObject({
    init: { status: 404 },
  });
  await expect(inDemo(() => getStatementPdf(petra, foreign, query))).rejects.toMatchObject({
    init: { status: 404 },
  });
});
