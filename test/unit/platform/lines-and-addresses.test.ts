import { expect, test } from "vitest";
import { z } from "zod";

import { maximaOf } from "#app/platform/field-maxima.ts";
import { readForm } from "#app/platform/form.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { holdsHiddenSign } from "#app/platform/typed/hidden-signs.ts";
import { mailAddressField, readMailAddress } from "#app/platform/typed/mail-address.ts";
import { listFormSchemas } from "#test/setup/form-schemas.ts";

test.each([
  ["zero width space", "Jan\u200bsen"],
  ["right-to-left override", "gpj.\u202eexe"],
  ["isolate", "\u2066Jansen\u2069"],
  ["byte order mark", "\ufeffJansen"],
  ["soft hyphen", "Jan\u00adsen"],
  ["word joiner", "Jan\u2060sen"],
  ["joiner between Latin letters", "Jan\u200dsen"],
  ["joiner at the end", "Jansen\u200d"],
  ["line separator", "Jansen\u2028B.V."],
  ["filler", "\u3164"],
  ["control of Windows-1252", "Jan\u0096sen"],
  ["tag", "Jansen\u{e0041}"],
])("a line with a %s is told from the same line without", (_kind, text) => {
  expect(holdsHiddenSign(text)).toBe(true);
});

test.each([
  "Bäckerei Müller & Söhne – „Zum Löwen“",
  "Ελληνική Καφετέρια ΑΕ",
  "می\u200cخواهم",
  "क्\u200dष",
  "👩\u200d💻 Team",
  "❤️\u200d🔥",
  "Ünïcôde\tmit Tab",
  "日本語の名前",
])("'%s' is a line like any other", (text) => {
  expect(holdsHiddenSign(text)).toBe(false);
});

const forms = await listFormSchemas();
test("every form refuses such a line in each of its short fields, with words at the field, and takes it in prose", async () => {
  let short = 0;
  for (const { name, schema } of forms)
    for (const [field, maximum] of maximaOf(schema)) {
      if (maximum < 3) continue;
      const body = new URLSearchParams({ [field]: "a\u200bb" });
      const request = new Request("http://localhost/", { method: "POST", body });
      const read = await withLocale("en", () => readForm(request, schema));
      const errors = read.status === "error" ? (read.error?.[field] ?? []) : [];
      expect(
        errors.includes("This holds an invisible character, probably from pasting. Type the text instead."),
        `${name} ${field}`,
      ).toBe(maximum <= 254);
      if (maximum <= 254) short += 1;
    }
  expect(short).toBeGreaterThan(100);
});

test.each([
  ["info@müller.de", "info@xn--mller-kva.de"],
  ["info@MÜLLER.de", "info@xn--mller-kva.de"],
  ["r&d@firma.example", "r&d@firma.example"],
  [" jan.o'neil+kantoor@klant.co.uk ", "jan.o'neil+kantoor@klant.co.uk"],
  ["a@xn--mller-kva.de", "a@xn--mller-kva.de"],
])("'%s' is a mail address", (typed, read) => {
  expect(readMailAddress(typed)).toBe(read);
});

test.each([
  "",
  "a",
  "a@b",
  "@b.de",
  "a@",
  "a@@b.de",
  "a b@c.de",
  "a@b c.de",
  ".a@b.de",
  "a..b@c.de",
  "a.@b.de",
  "<a>@b.de",
  "a@b.de\r\nBcc: c@d.de",
  "a@-b.de",
  "a@b.1",
  "a@[127.0.0.1]",
  "müller@firma.de",
  "a\u200b@b.de",
  "a@b\u202e.de",
])("'%s' is none", (typed) => {
  expect(readMailAddress(typed)).toBeNull();
});

test("a form shows the field what is wrong, and keeps the domain as mail takes it", async () => {
  const schema = z.object({ email: mailAddressField(40) });
  const said = (email: string) =>
    withLocale("en", () =>
      readForm(
        new Request("http://localhost/", { method: "POST", body: new URLSearchParams({ email }) }),
        schema,
      ),
    );
  expect(await said("info@müller.de")).toMatchObject({
    status: "success",
    value: { email: "info@xn--mller-kva.de" },
  });
  expect(await said("nobody")).toMatchObject({
    error: { email: ["Enter an email address, such as name@company.com."] },
  });
});
