import { deskAccess } from "#app/desk/access.ts";
import { by, type RouteEntry } from "#test/routes/route-entry.ts";

const noItem = "/staff/settings/catalogue/00000000-0000-4000-8000-000000000000";
const editors = by(deskAccess.editCatalogue);
const part: RouteEntry = { read: editors, write: editors, status: 404 };

/** Who may use the pages of the catalogue's editor. */
export const catalogueRoutes: Record<string, RouteEntry> = {
  "routes/staff/catalogue": { read: editors, write: editors },
  "routes/staff/catalogue-item": {
    read: editors,
    write: editors,
    param: { name: "itemId", row: "item" },
    amounts: ["priceOnceMinor", "priceMonthlyMinor"],
  },
  "routes/api/webhooks-automation": { read: "nobody", path: "/webhooks/automation/no-such-call" },
  "routes/staff/catalogue-question": { ...part, path: `${noItem}/questions/new` },
  "routes/staff/catalogue-line": { ...part, path: `${noItem}/lines/new` },
};
