import { expect, test } from "vitest";

import { contentDisposition } from "#app/platform/download.server.ts";
import { slug } from "#app/platform/slug.ts";

test.each([
  ["Bakkerij Jansen B.V.", "bakkerij-jansen-b-v"],
  ["Müller & Söhne, Straße", "muller-sohne-strasse"],
  ["Łukasz Ørsted İstanbul ığ", "lukasz-orsted-istanbul-ig"],
  ["Ελληνική Καφετέρια ΑΕ", "ελληνικη-καφετερια-αε"],
  ["한국 회사", "한국-회사"],
  ["🔥🔥", ""],
  ["x".repeat(200), "x".repeat(60)],
])("%s in a file's name", (name, expected) => expect(slug(name)).toBe(expected));

test("German spells its umlauts out in a file's name", () =>
  expect(slug("Bedingungen für Ärzte, Köln-Straße", "de")).toBe("bedingungen-fuer-aerzte-koeln-strasse"));

test.each([
  ["afschrift-jansen-2026-11-01.pdf", 'attachment; filename="afschrift-jansen-2026-11-01.pdf"'],
  [
    "afschrift-αε-2026.pdf",
    "attachment; filename=\"afschrift-2026.pdf\"; filename*=UTF-8''afschrift-%CE%B1%CE%B5-2026.pdf",
  ],
  ["a\"\r\nb'(1)*.csv", "attachment; filename=\"a-b-1.csv\"; filename*=UTF-8''a%22%0D%0Ab%27%281%29%2A.csv"],
])("the header for %j", (name, expected) => expect(contentDisposition(name)).toBe(expected));
