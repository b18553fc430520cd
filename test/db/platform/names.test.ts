import { randomUUID } from "node:crypto";

import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";

import { searchKey } from "#app/platform/search-key.ts";
import { migrate } from "#app/platform/postgres/migrate.server.ts";
import { asApplication, inDatabase } from "#test/setup/postgres.ts";

const locales = {
  "made with --locale=C": "locale 'C'",
  "made with ICU's German": "locale_provider icu icu_locale 'de-DE' lc_collate 'C' lc_ctype 'C'",
};
const names = [
  "Zuiderlicht",
  "Émile & Zonen",
  "eik",
  "Ärztehaus Süd",
  "Azur",
  "Özlem Tekin",
  "Fabriek",
  "oord",
  "50% korting_x",
];
const ordered = [
  "50% korting_x",
  "Ärztehaus Süd",
  "Azur",
  "eik",
  "Émile & Zonen",
  "Fabriek",
  "oord",
  "Özlem Tekin",
  "Zuiderlicht",
];

const admin = new pg.Client({ connectionString: inject("adminUrl") });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

describe.each(Object.entries(locales))("in a database %s", (_, locale) => {
  const name = `tegoed_names_${randomUUID().replaceAll("-", "")}`;
  const url = inDatabase(inject("adminUrl"), name);
  const load = async () => ({
    ...(await import("#app/clients/client-names.server.ts")),
    ...(await import("#app/office/client-list.server.ts")),
    ...(await import("#app/requests/request-list.server.ts")),
    ...(await import("#app/hours/import/import-hours.server.ts")),
    ...(await import("#app/platform/db.server.ts")),
    ...(await import("#test/builders/client.ts")),
    ...(await import("#test/builders/msp.ts")),
    ...(await import("#test/builders/request.ts")),
    ...(await import("#test/db/desk/world.ts")),
  });
  let app: Awaited<ReturnType<typeof load>>;
  let iris: Awaited<ReturnType<typeof app.staff>>;

  beforeAll(async () => {
    await admin.query(`create database ${name} template template0 encoding 'UTF8' ${locale}`);
    await migrate(url);
    // The application reads its settings once: it is loaded anew for this database.
    process.env["DATABASE_URL"] = asApplication(url);
    vi.resetModules();
    app = await load();
    await app.buildMsp();
    for (const client of names) {
      const { clientId } = await app.buildClient({ name: client });
      await app.buildRequest(clientId, { title: client === "eik" ? "Über ŁÓDŹ nach  Köln" : "Werk" });
    }
    iris = await app.staff("Iris Bakker", "account_manager");
  }, 120_000);
  afterAll(async () => {
    await app.closeDatabase();
    await admin.query(`drop database if exists ${name} with (force)`);
  });

  test("names are in the same order", async () => {
    expect((await app.listClientNames(iris)).map((client) => client.name)).toEqual(ordered);
  });

  test.each([
    ["özlem", ["Özlem Tekin"]],
    ["OZLEM", ["Özlem Tekin"]],
    ["ÄRZTEHAUS", ["Ärztehaus Süd"]],
    ["a\u0308rztehaus  sud", ["Ärztehaus Süd"]],
    ["émile", ["Émile & Zonen"]],
    ["0%", ["50% korting_x"]],
    ["g_x", ["50% korting_x"]],
    ["%", ["50% korting_x"]],
    ["lodz nach koln", ["eik"]],
  ])("requests are found by %s", async (search, found) => {
    const page = await app.getRequestList(iris, { filter: "open", search, page: 1, clientId: undefined });
    expect(page.rows.map((row) => row.clientName)).toEqual(found);
  });

  test("an import finds its client as it stands in the list, in capitals, or with accents apart", async () => {
    for (const client of ["ÄRZTEHAUS Süd", "Ärztehaus  süd", "A\u0308rztehaus Su\u0308d", "arztehaus sud"]) {
      const { errors, rows } = await app.checkImport(iris, `klant;uren\n${client};5\n`);
      expect([errors, rows.map((row) => row.clientName)], client).toEqual([[], ["Ärztehaus Süd"]]);
    }
  });

  test("the key of any text is what the application makes of it", async () => {
    const own = new pg.Client({ connectionString: url });
    await own.connect();
    // letters of Latin, Greek and Cyrillic, with marks apart, spaces and signs
    const letter = fc.oneof(
      fc.integer({ min: 0x20, max: 0x24f }),
      fc.integer({ min: 0x300, max: 0x36f }),
      fc.integer({ min: 0x386, max: 0x3ce }),
      fc.integer({ min: 0x400, max: 0x45f }),
      fc.integer({ min: 0x1e00, max: 0x1eff }),
      fc.constantFrom(0x09, 0x0a, 0x3000, 0x2003, 0x202f, 0xac00, 0x1f600),
    );
    const texts = fc.sample(
      fc.array(letter, { maxLength: 12 }).map((codes) => String.fromCodePoint(...codes)),
      { numRuns: 2000, seed: 9 },
    );
    const { rows } = await own.query<{ text: string; key: string }>(
      "select t as text, search_key(t) as key from unnest($1::text[]) t",
      [texts],
    );
    await own.end();
    expect(rows.filter(({ text, key }) => key !== searchKey(text))).toEqual([]);
  });
});
