import type { Role, RouteEntry } from "./manifest.ts";

const noItem = "/staff/settings/catalogue/00000000-0000-4000-8000-000000000000";

/** Who may use the pages of the catalogue's editor. */
export function catalogueRoutes(editors: Role[]): Record<string, RouteEntry> {
  const part: RouteEntry = { read: editors, write: editors, status: 404 };
  return {
    "routes/staff/catalogue": { read: editors },
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
}
