import { z } from "zod";

import { setupTasks } from "#app/office/setup/rules/missing-after-setup.ts";

/** Which reminder of the first run is not needed. */
export const setAsideForm = z.object({ notNeeded: z.enum(setupTasks) });
