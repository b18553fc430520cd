import { z } from "zod";

import { blockFields, type BlockFields } from "#app/billing/edit-catalogue.server.ts";
import type { FirstHours, FirstWorkType } from "#app/office/setup/set-up-hours.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { onceWell } from "#app/platform/typed/once-well.ts";
import { quantityField } from "#app/platform/typed/fields.ts";

const used = z.boolean().default(false);
const name = z.string().trim().min(1).max(80);
const minimum = quantityField({ most: 480 });
const rounding = quantityField({ least: 1, most: 120 });
const percent = quantityField({ most: 1000 });
const hours = blockFields.shape.hours.optional();
const price = blockFields.shape.pricePerHourMinor.optional();
const months = blockFields.shape.validMonths.optional();

const fields = z.object({
  ...{ used1: used, name1: name, minimum1: minimum, rounding1: rounding, percent1: percent },
  ...{ used2: used, name2: name, minimum2: minimum, rounding2: rounding, percent2: percent },
  ...{ used3: used, name3: name, minimum3: minimum, rounding3: rounding, percent3: percent },
  ...{ used4: used, name4: name, minimum4: minimum, rounding4: rounding, percent4: percent },
  ...{ hours1: hours, price1: price, months1: months, hours2: hours, price2: price, months2: months },
  ...{ hours3: hours, price3: price, months3: months, hours4: hours, price4: price, months4: months },
});
type Fields = z.output<typeof fields>;

/** The work types and blocks of the first run, four of each by number; a block without hours is none. */
export const hoursForm = fields
  .superRefine(
    (typed, context) => {
      if (!workTypesIn(typed).some((type) => type.used)) refuse(context, "used1", m.setup_work_one());
    },
    onceWell("used1", "used2", "used3", "used4"),
  )
  .superRefine(
    (typed, context) => {
      const sizes = new Set<number>();
      for (const { number, block } of rowsIn(typed)) {
        if (block.hours === undefined) continue;
        if (sizes.has(block.hours)) refuse(context, `hours${number}`, m.setup_block_twice());
        sizes.add(block.hours);
      }
    },
    onceWell("hours1", "hours2", "hours3", "hours4"),
  )
  .superRefine(...wholeBlock(1))
  .superRefine(...wholeBlock(2))
  .superRefine(...wholeBlock(3))
  .superRefine(...wholeBlock(4));

function refuse(context: z.RefinementCtx, path: string, message: string): void {
  context.addIssue({ code: "custom", path: [path], message, input: "" });
}

/** A block with hours has a price and months too. */
function wholeBlock(number: 1 | 2 | 3 | 4) {
  const check = (typed: Fields, context: z.RefinementCtx): void => {
    const block = rowsIn(typed)[number - 1]?.block;
    if (block?.hours === undefined) return;
    if (block.pricePerHourMinor === undefined || block.validMonths === undefined)
      refuse(context, `hours${number}`, m.setup_block_whole());
  };
  return [check, onceWell(`hours${number}`, `price${number}`, `months${number}`)] as const;
}

/** What the form says, as the verb takes it. */
export function firstHoursOf(typed: Fields): FirstHours {
  const blocks = rowsIn(typed).flatMap(({ block }): BlockFields[] => {
    const { hours: size, pricePerHourMinor, validMonths } = block;
    if (size === undefined || pricePerHourMinor === undefined || validMonths === undefined) return [];
    return [{ hours: size, pricePerHourMinor, validMonths }];
  });
  return { workTypes: workTypesIn(typed), blocks };
}

function workTypesIn(typed: Fields): FirstWorkType[] {
  const row = (
    isUsed: boolean,
    called: string,
    minimumMinutes: number,
    roundingMinutes: number,
    multiplierPercent: number,
  ): FirstWorkType => ({ used: isUsed, name: called, minimumMinutes, roundingMinutes, multiplierPercent });
  return [
    row(typed.used1, typed.name1, typed.minimum1, typed.rounding1, typed.percent1),
    row(typed.used2, typed.name2, typed.minimum2, typed.rounding2, typed.percent2),
    row(typed.used3, typed.name3, typed.minimum3, typed.rounding3, typed.percent3),
    row(typed.used4, typed.name4, typed.minimum4, typed.rounding4, typed.percent4),
  ];
}

type Row = { number: number; block: { [Name in keyof BlockFields]: BlockFields[Name] | undefined } };

function rowsIn(typed: Fields): Row[] {
  return [
    { hours: typed.hours1, pricePerHourMinor: typed.price1, validMonths: typed.months1 },
    { hours: typed.hours2, pricePerHourMinor: typed.price2, validMonths: typed.months2 },
    { hours: typed.hours3, pricePerHourMinor: typed.price3, validMonths: typed.months3 },
    { hours: typed.hours4, pricePerHourMinor: typed.price4, validMonths: typed.months4 },
  ].map((block, index) => ({ number: index + 1, block }));
}
