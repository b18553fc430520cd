import type { Tx } from "#app/platform/db.server.ts";
import { locales, type Locale } from "#app/platform/i18n/locale.ts";

/** The MSP's own terms for prepaid hours as of one version; a text is empty where there is none in that language. */
export type OwnTerms = { version: number; texts: Record<Locale, string> };

/** The newest version; version 0 without texts where there never was one. */
export async function findOwnTerms(tx: Tx): Promise<OwnTerms> {
  const rows = await tx.ownTerms.findMany({ orderBy: { version: "desc" }, take: locales.length });
  const version = rows[0]?.version ?? 0;
  const textIn = (locale: Locale): string =>
    rows.find((row) => row.version === version && row.locale === locale)?.content ?? "";
  return { version, texts: { nl: textIn("nl"), de: textIn("de"), en: textIn("en") } };
}

/** Keeps a new version, a row a language; the caller holds the lock that keeps versions apart. */
export async function insertOwnTerms(tx: Tx, { version, texts }: OwnTerms, createdAt: Date): Promise<void> {
  await tx.ownTerms.createMany({
    data: locales.map((locale) => ({ version, locale, content: texts[locale], createdAt })),
  });
}

/** Lets one change at a time into the terms. */
export async function lockOwnTerms(tx: Tx): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('own terms', 0))::text as locked`;
}
