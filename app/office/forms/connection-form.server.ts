import { z } from "zod";

import { mailAddressField } from "#app/platform/typed/mail-address.ts";

/** Which connection is tested. */
export const connectionForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("mail"), to: mailAddressField() }),
  z.object({ intent: z.literal("stripe") }),
]);
