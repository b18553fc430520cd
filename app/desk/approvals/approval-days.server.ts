import { z } from "zod";

import {
  findApprovalDays,
  writeApprovalDays,
  type ApprovalDays,
} from "#app/desk/store/approval-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { quantityField } from "#app/platform/typed/fields.ts";

/** The working days as they are typed. */
export const approvalDaysForm = z
  .object({
    intent: z.literal("approval-days"),
    remindDays: quantityField({ least: 1, most: 30 }),
    expireDays: quantityField({ least: 2, most: 90 }),
  })
  .refine(({ remindDays, expireDays }) => expireDays > remindDays, {
    path: ["expireDays"],
    error: () => m.change_days_expire_wrong(),
  });

/** After how many working days approvers are reminded, and a request ends unapproved. */
export function getApprovalDays(scope: StaffScope): Promise<ApprovalDays> {
  return readInScope(scope, findApprovalDays);
}

/** Sets both; requests that wait already go by them from then on. */
export function setApprovalDays(scope: StaffScope, days: ApprovalDays): Promise<void> {
  return inScope(scope, async (tx) => {
    await writeApprovalDays(tx, days);
    await appendAudit(tx, scope, {
      action: "catalogue.approval-days-set",
      detail: { from: `${days.remindDays}`, to: `${days.expireDays}` },
    });
  });
}
