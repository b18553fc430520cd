import { catalogueRoutes } from "#test/routes/manifest-catalogue.ts";
import { clientRoutes } from "#test/routes/client-routes.ts";
import { publicRoutes } from "#test/routes/public-routes.ts";
import type { RouteEntry } from "#test/routes/route-entry.ts";
import { staffRoutes } from "#test/routes/staff-routes.ts";

/** Who may use which route. A route that is not here fails the isolation test; so does one that is here and no longer exists. */
export const manifest: Record<string, RouteEntry> = {
  ...publicRoutes,
  ...clientRoutes,
  ...staffRoutes,
  ...catalogueRoutes,
};
