import { z } from "zod";

import type { TenantSnapshot } from "#app/people/rules/microsoft.ts";
import { isDay } from "#app/platform/day.ts";

/** What `GET /subscribedSkus` answers about one product, as far as it is read. */
export const graphSku = z.object({
  skuId: z.string().toLowerCase(),
  skuPartNumber: z.string(),
  appliesTo: z.string().default("User"),
  consumedUnits: z.int(),
  prepaidUnits: z.object({ enabled: z.int(), warning: z.int().default(0) }),
});
export type GraphSku = z.output<typeof graphSku>;

/** What `GET /users` answers about one account, as far as it is read. */
export const graphUser = z.object({
  id: z.uuid().toLowerCase(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().default(true),
  userType: z.string().nullish(),
  employeeHireDate: z.string().nullish(),
  assignedLicenses: z.array(z.object({ skuId: z.string().toLowerCase() })).default([]),
});
export type GraphUser = z.output<typeof graphUser>;

/** What is kept of a tenant. Bought is what can be used: enabled, and in grace. Products of a whole company are nobody's. */
export function snapshotOf({ skus, users }: { skus: GraphSku[]; users: GraphUser[] }): TenantSnapshot {
  return {
    skus: skus
      .filter(({ appliesTo }) => appliesTo === "User")
      .map(({ skuId, skuPartNumber, consumedUnits, prepaidUnits }) => ({
        skuId,
        part: skuPartNumber,
        bought: prepaidUnits.enabled + prepaidUnits.warning,
        assigned: consumedUnits,
      })),
    users: users.map((user) => {
      const hired = user.employeeHireDate?.slice(0, 10) ?? "";
      return {
        id: user.id,
        name: user.displayName || user.userPrincipalName,
        mail: (user.mail || user.userPrincipalName).toLowerCase(),
        enabled: user.accountEnabled,
        guest: user.userType === "Guest" || user.userPrincipalName.includes("#EXT#"),
        hiredOn: isDay(hired) ? hired : null,
        skuIds: user.assignedLicenses.map(({ skuId }) => skuId),
      };
    }),
  };
}
