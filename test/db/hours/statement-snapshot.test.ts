import { beforeAll, expect, test } from "vitest";

import { insertZone } from "#app/clients/client-store.server.ts";
import { attachStatement } from "#app/hours/statement/attach-statement.server.ts";
import { getStatementPdf } from "#app/hours/statement/statement-pdf.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildLot } from "#test/builders/lot.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry, staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { pdfText } from "#test/setup/pdf-text.ts";

const began = new Date("2026-11-03T10:00:00Z");
const issued = new Date("2026-11-20T10:00:00Z");
const later = new Date("2027-03-01T10:00:00Z");
const november = new URLSearchParams("from=2026-11-01&until=2026-11-19");

let noor: StaffScope;
let workTypeId: string;
beforeAll(async () => {
  await buildMsp();
  workTypeId = (await buildWorkTypes()).remote;
  noor = staffScope(await buildUser({ clientId: null, role: "owner" }, { name: "Noor Kas" }), "owner");
});

/** A client with ten hours and one piece of work in November. */
async function clientWithWork(): Promise<{ client: { id: string; zone: string }; requestId: string }> {
  return asOf(began, async () => {
    const { clientId, zone } = await buildClient({ name: "Oude Naam", addressLine: "Oude Gracht 1" });
    await buildLot(clientId, { minutes: 600 });
    const requestId = await buildRequest(clientId, { title: "Oude titel" });
    await buildTimeEntry(noor, { clientId, requestId, workTypeId });
    return { client: { id: clientId, zone }, requestId };
  });
}

const pdf = (client: { id: string; zone: string }, at: Date, locale: Locale = "nl", query = november) =>
  asOf(at, () => withLocale(locale, () => getStatementPdf(noor, client, query)));

const wordsOf = (content: Buffer): string => pdfText(content).join("\n").replaceAll(/\s/g, "");

/** Everything that a statement names gets another name, and its days another zone. */
async function renameAll(clientId: string, requestId: string): Promise<void> {
  await asSystem(async (tx) => {
    const client = { name: "Nieuw", legalName: "Nieuwe Naam B.V.", addressLine: "Nieuwe Gracht 2" };
    await tx.client.update({ where: { id: clientId }, data: client });
    await insertZone(tx, clientId, {
      zone: "Pacific/Kiritimati",
      fromOn: day("2026-11-21"),
      startsAt: new Date("2026-11-20T10:00:01Z"),
    });
    await tx.msp.update({
      where: { id: 1 },
      data: { name: "Ander IT", legalName: "Ander IT B.V.", addressLines: ["Elders 3"] },
    });
    await tx.$executeRaw`update request set title = 'Nieuwe titel' where id = ${requestId}::uuid`;
    await tx.$executeRaw`update "user" set name = 'Iemand Anders' where id = ${noor.userId}::uuid`;
  });
}

test("what was issued keeps its names: the same bytes after everything has another name, in each language", async () => {
  const { client, requestId } = await clientWithWork();
  const first = await pdf(client, issued);
  await renameAll(client.id, requestId);
  const again = await pdf(client, later);
  expect(again.content.equals(first.content)).toBe(true);
  expect(again.fileName).toBe(first.fileName);
  const german = await pdf(client, later, "de");
  for (const words of [wordsOf(first.content), wordsOf(german.content)]) {
    for (const old of ["OudeNaam", "OudeGracht1", "Oudetitel", "HelderIT", "Lindelaan12", "NoorKas"])
      expect(words).toContain(old);
    for (const other of ["Nieuw", "Ander", "Elders"]) expect(words).not.toContain(other);
  }
  expect(wordsOf(german.content)).toContain("AuszugIhresStundenkontos");
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<{ id: string }[]>`
        select id::text from hour_statement where client_id = ${client.id}::uuid`,
  );
  const attached = await asOf(later, () =>
    withLocale("nl", () => attachStatement({ clientId: client.id, statementId: row?.id ?? "" })),
  );
  expect(attached[0]?.content.equals(first.content)).toBe(true);
  const other = await pdf(client, later, "nl", new URLSearchParams("from=2026-11-01&until=2026-11-20"));
  expect(wordsOf(other.content)).toContain("Nieuwetitel");
});

test("many who ask at once get one document, kept once", async () => {
  const { client } = await clientWithWork();
  const all = await Promise.all([1, 2, 3, 4].map(() => pdf(client, issued)));
  for (const { content } of all) expect(content.equals(all[0]?.content ?? Buffer.alloc(0))).toBe(true);
  const [row] = await asSystem(
    (tx) =>
      tx.$queryRaw<{ files: number; parts: number }[]>`
        select (select count(*)::int from hour_statement_file where client_id = ${client.id}::uuid) as files,
          (select count(*)::int from hour_statement_part where client_id = ${client.id}::uuid) as parts`,
  );
  expect(row).toEqual({ files: 1, parts: 1 });
});

test("a statement of a version that kept no names keeps them from when it is next asked for", async () => {
  const { client, requestId } = await clientWithWork();
  await asSystem(
    (tx) =>
      tx.$executeRaw`
        insert into hour_statement (client_id, reference, kind, from_on, until_on, opening_seq, seq, hash, closing_minutes, issued_at, issued_by)
        select o.client_id, 'ABCDEFGH01', 'period', '2026-11-01', '2026-11-19', 0, o.seq, o.hash, o.net_after, ${issued}, 'system'
        from hour_op o where o.client_id = ${client.id}::uuid order by o.seq desc limit 1`,
  );
  const first = await pdf(client, later);
  await renameAll(client.id, requestId);
  expect((await pdf(client, later)).content.equals(first.content)).toBe(true);
  expect(wordsOf(first.content)).toContain("ABCDE-FGH01");
});

test("nothing that was kept can be changed or taken away", async () => {
  for (const table of ["hour_statement_part", "hour_statement_file"]) {
    await expect(asSystem((tx) => tx.$executeRawUnsafe(`delete from ${table}`))).rejects.toThrow();
    await expect(asSystem((tx) => tx.$executeRawUnsafe(`update ${table} set part = 2`))).rejects.toThrow();
  }
});
