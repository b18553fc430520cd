import { setCatalogueInside, type BlockFields } from "#app/billing/edit-catalogue.server.ts";
import { listOwnBlocks } from "#app/billing/catalogue-store.server.ts";
import { saveWorkTypeInside } from "#app/hours/work-types/save-work-type.server.ts";
import { listWorkTypes } from "#app/hours/work-types/work-type-store.server.ts";
import { addFirstSeatTypeInside } from "#app/people/seat-types.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { locales, type Locale } from "#app/platform/i18n/locale.ts";
import { findMsp } from "#app/platform/msp.server.ts";

import { defaultBlocks, defaultWorkTypes } from "./rules/defaults.ts";
import { inSetup, type SetupKey } from "./setup-session.server.ts";
import { updateSetup } from "./setup-store.server.ts";

/** One kind of work as the first run asks for it: its name in the page's language, its rule in minutes and percent. */
export type FirstWorkType = {
  used: boolean;
  name: string;
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
};

export type FirstHours = { workTypes: FirstWorkType[]; blocks: BlockFields[] };

export type HoursStep = {
  currency: string;
  workTypes: (FirstWorkType & { free: boolean })[];
  blocks: BlockFields[];
};

/** What the step shows: what was saved, or else what a fresh installation begins with. */
export async function getHoursStep(locale: Locale): Promise<HoursStep> {
  return asSystem(async (tx) => {
    const [msp, types, offered] = [await findMsp(tx), await listWorkTypes(tx), await listOwnBlocks(tx, null)];
    const workTypes = defaultWorkTypes.map(({ id, names, ...rule }) => {
      const saved = types.find((type) => type.id === id);
      const { minimumMinutes, roundingMinutes, multiplierPercent, free } = saved ?? rule;
      const name = (saved?.names ?? names)[locale];
      const used = saved?.active ?? types.length === 0;
      return { used, name, minimumMinutes, roundingMinutes, multiplierPercent, free };
    });
    const blocks = offered.map(({ minutes, ...block }) => ({ ...block, hours: minutes / 60 }));
    return {
      currency: msp?.currency ?? "EUR",
      workTypes,
      blocks: offered.length > 0 ? blocks : [...defaultBlocks],
    };
  });
}

/** Saves work types and blocks of the first run, and adds a seat type where there is none; sent again, it changes what differs and nothing else. */
export function setUpHours(key: SetupKey, locale: Locale, wanted: FirstHours): Promise<void> {
  return inSetup(key, async (tx, setup) => {
    const there = await listWorkTypes(tx);
    for (const [position, { id, names, ...rule }] of defaultWorkTypes.entries()) {
      const { used, name, ...typed } = wanted.workTypes[position] ?? { used: false, name: "" };
      const before = there.find((type) => type.id === id);
      if (!used && !before) continue;
      const known = before?.names ?? names;
      // A name of one's own counts in every language until it is translated in the settings.
      const next = !used || name === known[locale] ? known : { nl: name, de: name, en: name };
      const terms = { ...rule, ...typed, names: next, active: used, position };
      if (before && sameTerms(before, terms)) continue;
      await saveWorkTypeInside(tx, "system", { id, ...terms });
    }
    await setCatalogueInside(tx, "system", wanted.blocks);
    await addFirstSeatTypeInside(tx);
    await updateSetup(tx, { hoursAt: setup.hoursAt ?? now() });
  });
}

type Terms = Omit<Parameters<typeof saveWorkTypeInside>[2], "id">;

function sameTerms(one: Terms, other: Terms): boolean {
  return (
    locales.every((locale) => one.names[locale] === other.names[locale]) &&
    one.minimumMinutes === other.minimumMinutes &&
    one.roundingMinutes === other.roundingMinutes &&
    one.multiplierPercent === other.multiplierPercent &&
    one.active === other.active
  );
}
