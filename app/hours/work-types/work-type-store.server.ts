import type { WorkTypeTerms } from "#app/hours/work-types/save-work-type.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { locales, type Locale } from "#app/platform/i18n/locale.ts";

/** The work types, those in use first. */
export async function listWorkTypes(tx: Tx): Promise<WorkTypeTerms[]> {
  const rows = await tx.workType.findMany({
    orderBy: [{ active: "desc" }, { position: "asc" }, { key: "asc" }],
  });
  return rows.map(({ key: _, names, ...row }) => ({ ...row, names: readNames(names) }));
}

function readNames(stored: unknown): Record<Locale, string> {
  const nameIn = (locale: Locale): string => {
    const name: unknown =
      typeof stored === "object" && stored !== null ? Reflect.get(stored, locale) : undefined;
    return typeof name === "string" ? name : "";
  };
  const [nl, de, en] = locales.map(nameIn);
  return { nl: nl ?? "", de: de ?? "", en: en ?? "" };
}
