import type { Tx } from "#app/platform/db.server.ts";
import { locales, type Locale } from "#app/platform/i18n/locale.ts";

/** A work type: its names and the rule of new entries, minutes whole. */
export type WorkTypeTerms = {
  id: string;
  names: Record<Locale, string>;
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
  active: boolean;
  position: number;
};

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

/** Locks a work type by its id, also one that is not there yet. */
export async function lockWorkType(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('work type ' || ${id}, 0))::text as locked`;
}

/** A work type by its id; null for none. */
export async function findWorkType(tx: Tx, id: string) {
  return tx.workType.findUnique({ where: { id } });
}

/** Writes a work type, new or changed. */
export async function keepWorkType(tx: Tx, id: string, terms: Omit<WorkTypeTerms, "id">): Promise<void> {
  await tx.workType.upsert({ where: { id }, create: { id, key: id, ...terms }, update: terms });
}
