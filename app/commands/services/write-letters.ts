import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { locales } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { writeExamples } from "#emails/index.ts";

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Writes every letter in each language to a folder, as page and as text, with a page that lists them; resolves with that page's path. */
export async function writeLetters(folder: string): Promise<string> {
  const rows: string[] = [];
  for (const locale of locales) {
    await mkdir(path.join(folder, locale), { recursive: true });
    for (const { name, subject, html, text } of await withLocale(locale, writeExamples)) {
      await writeFile(path.join(folder, locale, `${name}.html`), html);
      await writeFile(path.join(folder, locale, `${name}.txt`), `${subject}\n\n${text}\n`);
      rows.push(
        `<li>${locale} <a href="${locale}/${name}.html">${name}</a> <a href="${locale}/${name}.txt">text</a>: ${escape(subject)}</li>`,
      );
    }
  }
  const list = path.join(folder, "index.html");
  await writeFile(
    list,
    `<!doctype html><meta charset="utf-8"><title>Letters</title><ul>${rows.sort().join("")}</ul>`,
  );
  return list;
}
