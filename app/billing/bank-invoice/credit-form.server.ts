import { z } from "zod";

import { quantityField } from "#app/platform/typed/fields.ts";

/** What the owner sends about a client's credit: whole hours, 0 for none. */
export const creditForm = z.object({ hours: quantityField({ most: 1000 }) });
