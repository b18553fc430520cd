import { beforeAll, expect, test } from "vitest";

import { asOf } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { chooseMonthly } from "#app/hours/statement/choose-monthly.server.ts";
import { sendMonthlyStatements } from "#app/hours/statement/monthly-letters.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildUser } from "#test/builders/user.ts";
import { pdfText } from "#test/setup/pdf-text.ts";
import { renderLetter } from "#emails/index.ts";

type Built = Awaited<ReturnType<typeof buildClient>> & { manager: Awaited<ReturnType<typeof buildUser>> };
const begun = new Date("2026-10-05T10:00:00Z");
const at = (instant: string): Date => new Date(instant);

beforeAll(() => buildMsp());

/** A client with ten hours since October, its manager and its finance. */
async function client(details: Parameters<typeof buildClient>[0] = {}): Promise<Built> {
  return asOf(begun, async () => {
    const built = await buildClient(details);
    const manager = await buildUser({ clientId: built.clientId, role: "manager" }, { locale: "de" });
    await buildUser({ clientId: built.clientId, role: "finance" });
    await buildUser({ clientId: built.clientId, role: "employee" });
    await buildLot(built.clientId, { minutes: 600 });
    return { ...built, manager };
  });
}

const run = (instant: string): Promise<void> => asOf(at(instant), () => sendMonthlyStatements());
const lettersTo = (clientId: string) =>
  asSystem((tx) =>
    tx.letter.findMany({ where: { clientId, template: "monthly-statement" }, orderBy: { recipient: "asc" } }),
  );

test("on the 1st in the client's own zone manager and finance get last month's statement, once", async () => {
  const [amsterdam, kiritimati, pagoPago] = [
    await client(),
    await client({ zone: "Pacific/Kiritimati" }),
    await client({ zone: "Pacific/Pago_Pago" }),
  ];
  const counts = async (): Promise<number[]> =>
    Promise.all([amsterdam, kiritimati, pagoPago].map(async (one) => (await lettersTo(one.clientId)).length));
  await run("2026-10-31T09:59:59Z");
  expect(await counts()).toEqual([0, 0, 0]);
  await run("2026-10-31T10:00:00Z");
  expect(await counts()).toEqual([0, 2, 0]);
  await run("2026-10-31T22:59:59Z");
  expect(await counts()).toEqual([0, 2, 0]);
  await Promise.all([run("2026-10-31T23:00:00Z"), run("2026-10-31T23:00:00Z"), run("2026-10-31T23:15:00Z")]);
  expect(await counts()).toEqual([2, 2, 0]);
  await run("2026-11-01T11:00:00Z");
  expect(await counts()).toEqual([2, 2, 2]);
  await run("2026-11-03T11:00:00Z");
  await run("2026-11-20T11:00:00Z");
  expect(await counts()).toEqual([2, 2, 2]);
  await run("2026-12-01T11:00:00Z");
  expect(await counts()).toEqual([4, 4, 4]);
});

test("a worker that stood still beyond the month's first days sends what is missing once it is back, each month once", async () => {
  const built = await client();
  const months = async () =>
    (
      await asSystem(
        (tx) =>
          tx.$queryRaw<
            { month: string }[]
          >`select props->>'from' as month from letter where client_id = ${built.clientId}::uuid and template = 'monthly-statement' order by 1`,
      )
    ).map(({ month }) => month);
  await Promise.all([run("2026-11-14T09:00:00Z"), run("2026-11-14T09:00:00Z")]);
  await run("2026-11-14T09:15:00Z");
  expect(await months()).toEqual(["2026-10-01", "2026-10-01"]);
  await asOf(at("2026-12-20T09:00:00Z"), () => buildLot(built.clientId, { minutes: 60 }));
  await run("2027-02-17T09:00:00Z");
  await run("2027-02-17T09:15:00Z");
  expect(await months()).toEqual(
    ["2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01"].flatMap((month) => [month, month]),
  );
  const closings = await asSystem(
    (tx) => tx.$queryRaw<{ month: string; minutes: number }[]>`
    select g.month_on::text as month, s.closing_minutes as minutes from statement_letter g join hour_statement s on s.client_id = g.client_id and s.id = g.statement_id where g.client_id = ${built.clientId}::uuid order by 1`,
  );
  expect(closings.map(({ minutes }) => minutes)).toEqual([600, 600, 660, 660]);
});

test("who asks for letters later gets those of the months to come, also after a stand-still", async () => {
  const managed = await client({ kind: "managed" });
  await asOf(at("2026-11-10T09:00:00Z"), () =>
    chooseMonthly(
      {
        kind: "client",
        ...managed.manager,
        clientId: managed.clientId,
        clientName: managed.name,
        role: "manager",
        sessionId: "test",
      },
      managed.clientId,
      true,
    ),
  );
  await run("2026-11-12T09:00:00Z");
  expect(await lettersTo(managed.clientId)).toHaveLength(0);
  await run("2026-12-19T09:00:00Z");
  expect(await lettersTo(managed.clientId)).toHaveLength(2);
});

test("the letter brings the PDF, in the reader's language, of the row that was kept", async () => {
  const built = await client();
  await run("2026-11-01T09:00:00Z");
  const letter = (await lettersTo(built.clientId)).find((one) => one.recipient === built.manager.email);
  expect(letter?.locale).toBe("de");
  const rendered = await withLocale("de", () => renderLetter("monthly-statement", letter?.props));
  expect(rendered.subject).toBe("Auszug Ihres Stundenkontos: Oktober 2026");
  expect(rendered.attachments?.map((file) => [file.filename, file.contentType])).toEqual([
    ["auszug-bakkerij-jansen-2026-10-01-2026-10-31.pdf", "application/pdf"],
  ]);
  const text = pdfText(rendered.attachments?.[0]?.content ?? Buffer.alloc(0))
    .join("")
    .replaceAll(/\s/g, "");
  expect(text).toContain("Endsaldo10Std.00");
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { reference: string; issued_by: string }[]
      >`select reference, issued_by from hour_statement where client_id = ${built.clientId}::uuid`,
  );
  expect(row?.issued_by).toBe("system");
  expect(text).toContain(row?.reference.slice(5));
});

test("a managed client gets none unless it wants one, a prepaid one none once it said so, an empty one none at all", async () => {
  const managed = await client({ kind: "managed" });
  const silenced = await client();
  const empty = await asOf(begun, () => buildClient());
  await run("2026-11-01T09:00:00Z");
  await run("2026-11-01T10:00:00Z");
  expect((await lettersTo(managed.clientId)).length).toBe(0);
  expect((await lettersTo(silenced.clientId)).length).toBe(2);
  const scope = (one: Built) => ({
    kind: "client" as const,
    ...one.manager,
    clientId: one.clientId,
    clientName: one.name,
    role: "manager" as const,
    sessionId: "test",
  });
  await asOf(at("2026-11-05T09:00:00Z"), () => chooseMonthly(scope(managed), managed.clientId, true));
  await asOf(at("2026-11-05T09:00:00Z"), () =>
    Promise.all([1, 2, 3].map(() => chooseMonthly(scope(silenced), silenced.clientId, false))),
  );
  await run("2026-12-01T09:00:00Z");
  expect((await lettersTo(managed.clientId)).length).toBe(2);
  expect((await lettersTo(silenced.clientId)).length).toBe(2);
  expect((await lettersTo(empty.clientId)).length).toBe(0);
  const [said] = await asSystem(
    (tx) =>
      tx.$queryRaw<
        { count: number }[]
      >`select count(*)::int as count from audit_event where client_id = ${silenced.clientId}::uuid and action = 'statement.letter-off'`,
  );
  expect(said?.count).toBe(1);
});

test("nobody chooses for another client, and an employee for none", async () => {
  const [one, other] = [await client(), await client()];
  const scope = {
    kind: "client" as const,
    ...one.manager,
    clientId: one.clientId,
    clientName: one.name,
    role: "manager" as const,
    sessionId: "test",
  };
  await expect(chooseMonthly({ ...scope, role: "employee" }, one.clientId, false)).rejects.toMatchObject({
    init: { status: 404 },
  });
  await chooseMonthly(scope, other.clientId, false).catch(() => undefined);
  const rows = await asSystem(
    (tx) =>
      tx.$queryRaw`select client_id from statement_preference where client_id = ${other.clientId}::uuid`,
  );
  expect(rows).toEqual([]);
});
