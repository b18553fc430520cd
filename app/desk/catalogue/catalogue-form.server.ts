import { z } from "zod";

import { approvalDaysForm } from "#app/desk/approvals/approval-days.server.ts";

const moveForm = z.object({ intent: z.literal("move"), id: z.uuid(), to: z.enum(["up", "down"]) });

/** What can be sent on the catalogue's page: an item's new place, or the days for approvals. */
export const catalogueForm = z.discriminatedUnion("intent", [moveForm, approvalDaysForm]);
