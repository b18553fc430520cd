import { beforeAll, expect, test } from "vitest";

import { findOwnTerms } from "#app/billing/own-terms/own-terms-store.server.ts";
import { saveOwnTerms, shownTerms } from "#app/billing/own-terms/own-terms.server.ts";
import { findParties } from "#app/hours/store/statement-snapshot.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { getBrandPage } from "#app/office/brand/brand-page.server.ts";
import { saveContact, saveLook } from "#app/office/brand/save-brand.server.ts";
import { brandForm } from "#app/office/forms/brand-form.server.ts";
import { findPaperLogo } from "#app/platform/brand/logo-store.server.ts";
import { getPageBrand } from "#app/platform/brand/page-brand.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { findLetterBrand } from "#app/platform/mail/find-letter-brand.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildMsp } from "#test/builders/msp.ts";
import { buildUser } from "#test/builders/user.ts";
import { behind } from "#test/db/identity/world.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const file = (content: Buffer, name = "logo.png") => new File([new Uint8Array(content)], name);
const plain = { removeLight: false, removeDark: false, colourLight: null, colourDark: null };
let noor: StaffScope;

beforeAll(async () => {
  await buildMsp();
  const { userId, email, name } = await buildUser({ clientId: null, role: "owner" });
  noor = { kind: "staff", role: "owner", userId, email, name, sessionId: userId };
});

test("a file that is no picture changes nothing, whatever it is called", async () => {
  const problems = await saveLook(noor, {
    ...plain,
    colourLight: "7a1f5c",
    logoLight: file(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")),
    logoDark: file(png),
  });
  expect(problems).toEqual([{ field: "logoLight", facts: null }]);
  expect((await getBrandPage(noor)).colourLight).toBe("");
});

test("logo and colours stand on the next page and in the next e-mail; a logo taken away stays at its address", async () => {
  expect(await saveLook(noor, { ...plain, colourLight: "7a1f5c", logoLight: file(png) })).toEqual([]);
  const brand = await getPageBrand();
  expect(brand).toMatchObject({
    mspName: "Helder IT",
    phone: "030 123 45 67",
    email: "info@helder-it.example",
    logoDarkUrl: null,
    stylesheet: "/brand/7a1f5c-own.css",
  });
  const hash = brand.logoUrl?.split("/").at(-1) ?? "";
  expect(await asSystem(findLetterBrand)).toMatchObject({
    logoUrl: expect.stringContaining(hash) as unknown,
    colourLight: "#7a1f5c",
    replyTo: "info@helder-it.example",
  });
  await saveLook(noor, { ...plain, removeLight: true });
  expect(await getPageBrand()).toMatchObject({ logoUrl: null, stylesheet: null });
  expect(await asSystem((tx) => findPaperLogo(tx, hash))).toBe(
    `data:image/png;base64,${png.toString("base64")}`,
  );
  await expect(behind("delete from brand_logo")).rejects.toThrow();
});

test("the audit log names what changed, and nothing where nothing did", async () => {
  const contact = {
    senderName: "Helder IT Service",
    replyTo: "hulp@helder-it.example",
    accountHolder: "Helder IT B.V.",
    iban: "NL91ABNA0417164300",
    bic: "ABNANL2A",
    creditorId: null,
    transfersByHand: false,
  };
  await saveContact(noor, contact);
  await saveContact(noor, contact);
  expect(
    await behind(
      "select detail->'fields' as fields from audit_event where action = 'msp.brand-changed' order by seq",
    ),
  ).toEqual([
    { fields: ["colourLight", "logoLight"] },
    { fields: ["colourLight", "logoLight"] },
    { fields: ["senderName", "replyTo", "accountHolder", "iban", "bic"] },
  ]);
});

test("a paper's head keeps the logo's hash and the bank account, its number in groups of four", async () => {
  const { clientId } = await buildClient();
  await saveLook(noor, { ...plain, logoLight: file(png) });
  const parties = await asSystem((tx) => findParties(tx, clientId));
  expect(parties?.msp.bank).toEqual(["Helder IT B.V.", "IBAN NL91 ABNA 0417 1643 00", "BIC ABNANL2A"]);
  expect(await asSystem((tx) => findPaperLogo(tx, parties?.msp.logo ?? null))).toMatch(
    /^data:image\/png;base64,iVBOR/,
  );
});

test.each([
  [{ iban: "NL91 ABNA 0417 1643 00", accountHolder: "Helder IT B.V." }, []],
  [{ iban: "NL91 ABNA 0417 1643 01", accountHolder: "Helder IT B.V." }, ["iban"]],
  [{ iban: "DE89 3704 0044 0532 0130 00" }, ["accountHolder"]],
  [{ bic: "abnanl2a" }, []],
  [{ bic: "ABNA" }, ["bic"]],
])("the bank account %o is refused in %o", (typed, wrong) => {
  const read = withLocale("nl", () => brandForm.safeParse({ intent: "contact", ...typed }));
  expect(read.error?.issues.map((issue) => issue.path[0]) ?? []).toEqual(wrong);
});

test.each([
  ["#7A1F5C", "", null],
  ["#ffd400", "", /contrast 1,1, nodig is 4,5. Kies een donkerdere/],
  ["rood", "", /# met zes tekens/],
  ["", "#0e5f58", /Kies een lichtere/],
])("colours %s and %s: %s", (colourLight, colourDark, words) => {
  const read = withLocale("nl", () => brandForm.safeParse({ intent: "look", colourLight, colourDark }));
  if (words === null) expect(read.success).toBe(true);
  else expect(read.error?.issues[0]?.message).toMatch(words);
});

test("own terms: each change is a version, a language without a text shows another's", async () => {
  expect(await asSystem((tx) => shownTerms(tx, "de"))).toEqual({ version: 0, text: "" });
  const texts = { nl: "Onze voorwaarden.", de: "", en: "" };
  await Promise.all([1, 2, 3].map(() => saveOwnTerms(noor, texts)));
  expect(await asSystem((tx) => shownTerms(tx, "de"))).toEqual({ version: 1, text: "Onze voorwaarden." });
  await saveOwnTerms(noor, { ...texts, de: "Unsere Bedingungen." });
  expect(await asSystem((tx) => shownTerms(tx, "de"))).toEqual({ version: 2, text: "Unsere Bedingungen." });
  await saveOwnTerms(noor, { nl: "", de: "", en: "" });
  expect(await asSystem(findOwnTerms)).toMatchObject({ version: 3 });
  expect(await asSystem((tx) => shownTerms(tx, "nl"))).toEqual({ version: 0, text: "" });
});
