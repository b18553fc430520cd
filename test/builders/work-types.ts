import { asSystem } from "#app/platform/db.server.ts";
import type { WorkRule } from "#app/hours/rules/billable-minutes.ts";

type Kind = WorkRule & { key: string; names: { nl: string; de: string; en: string } };

const kinds = [
  {
    key: "remote",
    names: { nl: "Hulp op afstand", de: "Fernwartung", en: "Remote support" },
    minimumMinutes: 15,
    roundingMinutes: 5,
    multiplierPercent: 100,
    free: false,
  },
  {
    key: "on-site",
    names: { nl: "Op locatie", de: "Vor Ort", en: "On site" },
    minimumMinutes: 30,
    roundingMinutes: 15,
    multiplierPercent: 100,
    free: false,
  },
  {
    key: "evening",
    names: { nl: "Avond en weekend", de: "Abend und Wochenende", en: "Evening and weekend" },
    minimumMinutes: 15,
    roundingMinutes: 5,
    multiplierPercent: 150,
    free: false,
  },
  {
    key: "goodwill",
    names: { nl: "Service van de zaak", de: "Kulanz", en: "On the house" },
    minimumMinutes: 0,
    roundingMinutes: 1,
    multiplierPercent: 100,
    free: true,
  },
] as const satisfies Kind[];

export type WorkTypeKey = (typeof kinds)[number]["key"];

/** The work types of a fresh installation, by key. */
export async function buildWorkTypes(): Promise<Record<WorkTypeKey, string>> {
  const made = await asSystem(async (tx) => {
    const ids: [WorkTypeKey, string][] = [];
    for (const [position, kind] of kinds.entries()) {
      const { id } = await tx.workType.create({ data: { ...kind, position }, select: { id: true } });
      ids.push([kind.key, id]);
    }
    return ids;
  });
  const idOf = (key: WorkTypeKey): string => made.find(([known]) => known === key)?.[1] ?? "";
  return {
    remote: idOf("remote"),
    "on-site": idOf("on-site"),
    evening: idOf("evening"),
    goodwill: idOf("goodwill"),
  };
}
