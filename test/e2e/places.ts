import type { Page } from "@playwright/test";

import type { Who } from "./fixtures.ts";

const id = "[0-9a-f-]{36}";

/** Every page with an address that somebody can open, their own ids filled in. */
export async function placesOf(who: Who, page: Page): Promise<string[]> {
  return ["daan", "iris", "noor"].includes(who) ? staffPlaces(who, page) : clientPlaces(who, page);
}

/** Pages that are the same for everybody, whatever their client has. */
const everybody = [
  "/profile",
  "/security",
  "/security/password",
  "/security/confirm",
  "/security/authenticator",
  "/search",
  "/search?q=nothing-like-this",
];

/** Pages made of the same parts as others in the lists above: on these only the heading and the width are asked for. */
export async function furtherPlaces(who: Who, page: Page): Promise<string[]> {
  if (who === "petra") {
    const found = [
      await firstLink(page, "/requests/new", `/requests/new/${id}`),
      await firstLink(page, "/requests/new", `/guides/${id}`),
    ];
    return [...found.flat(), "/agreements/signatories", "/promises"];
  }
  const [studio = ""] = await firstLink(page, "/staff/clients?show=all&q=Atelier", `/staff/clients/${id}`);
  const catalogue = "/staff/settings/catalogue";
  const [item = ""] = await firstLink(page, catalogue, `${catalogue}/${id}`);
  const found = [
    await firstLink(page, item, `${item}/questions/[\\w-]+`),
    await firstLink(page, item, `${item}/lines/[\\w-]+`),
    await firstLink(page, "/staff/settings/guides", `/staff/settings/guides/${id}`),
    await firstLink(page, "/staff/radar", `/staff/radar/${id}`),
    await firstLink(page, "/staff/proposals", `/staff/proposals/${id}`),
    await firstLink(page, `${studio}/contract`, `${studio}/contract/${id}/end`),
  ];
  return [
    ...["ending", "import", "microsoft", "contract/import", "access", "signatories"].map(
      (part) => `${studio}/${part}`,
    ),
    ...["", "/new"].map((part) => `/staff/settings/guides${part}`),
    catalogue,
    item,
    ...found.flat(),
    ...["microsoft", "halo", "licences"].map((part) => `/staff/settings/${part}`),
    "/staff/clients/ended",
    "/staff/recurring",
    "/staff/revenue",
    "/staff/requests/catalogue",
    "/staff/roster-checks",
  ];
}

async function clientPlaces(who: Who, page: Page): Promise<string[]> {
  const shared = [
    "/",
    "/hours",
    "/hours?period=custom&from=2020-01-01&to=2020-01-02",
    "/requests",
    "/requests?show=done",
    "/requests?q=nothing-like-this",
    "/requests/new",
    "/more",
    "/search?q=printer",
    "/top-up",
    ...(who === "petra" ? everybody : []),
  ];
  const found = await Promise.all([
    firstLink(page, "/hours?period=all", `/hours/${id}`),
    firstLink(page, "/requests", `/requests/${id}`),
  ]);
  if (who === "tom") return [...shared, "/statement", ...found.flat(), "/buy/ask", "/employees"];
  const block = await firstChoice(page);
  const order = await firstLink(page, "/invoices", `/orders/${id}`);
  return [
    ...shared,
    ...found.flat(),
    "/hours?view=ledger",
    "/statement",
    "/statement?month=2020-01",
    "/statement?asof=2026-09-30",
    "/check-statement",
    "/check-agreement",
    "/agreements",
    "/check-statement?reference=NOTTHERE00&code=0000000000000000",
    "/people",
    "/employees",
    "/employees/attest",
    "/licences",
    "/devices",
    "/access",
    "/access/review",
    "/reports",
    "/company",
    "/approvals",
    "/alerts",
    "/top-up/method",
    "/buy",
    "/buy?details=edit",
    `/buy/terms?block=${block}`,
    "/invoices",
    "/contract",
    "/proposals",
    ...order,
  ];
}

async function staffPlaces(who: Who, page: Page): Promise<string[]> {
  const [client = ""] = await firstLink(page, "/staff/clients?show=all", `/staff/clients/${id}`);
  const parts = [
    "",
    ...(who === "noor" ? ["/hours/move"] : []),
    "/hours",
    "/statement",
    "/requests",
    "/people",
    "/roster",
    "/licences",
    "/devices",
    "/orders",
    "/contract",
    ...(who === "daan" ? [] : ["/contract/edit"]),
    "/settings",
    "/blocks",
    "/hours/adjust",
    "/hours/extend",
    "/hours/grants",
    "/hours/thaw",
  ].map((part) => client + part);
  // The first client may have no people; the studio has.
  const [studio = ""] = await firstLink(page, "/staff?show=all&q=Atelier", `/staff/clients/${id}`);
  const found = await Promise.all([
    firstLink(page, `${studio}/roster`, `${studio}/roster/${id}`),
    firstLink(page, "/staff/requests", `/staff/requests/${id}`),
    firstLink(page, "/staff/time/new", `/staff/time/new\\?request=${id}`),
    firstLink(page, `${client}/orders`, `/staff/orders/${id}`),
    firstLink(page, `${client}/hours`, `/staff/time/${id}`),
    firstLink(page, "/staff/settings/work-types", `/staff/settings/work-types/${id}`),
  ]);
  return [
    "/staff/clients",
    "/staff/todo",
    "/staff/todo?kind=unassigned",
    "/staff/clients?show=all",
    "/staff/clients?q=nothing-like-this",
    "/staff/clients/new",
    ...parts,
    ...["/roster", "/licences", "/access", "/devices"].map((part) => studio + part),
    "/staff/roster-checks",
    "/staff/requests",
    "/staff/requests?show=done",
    "/staff/promises",
    "/staff/settings/answers",
    ...(who === "daan" ? [] : ["/staff/settings/hours", "/staff/settings/hours/new"]),
    "/staff/requests/new",
    "/staff/time",
    "/staff/time/new",
    "/staff/time/new?q=nothing-like-this",
    "/staff/orders",
    "/staff/tasks",
    ...(who === "daan"
      ? []
      : [
          "/staff/monthly",
          "/staff/renewals",
          "/staff/margin",
          "/staff/settings/licences",
          "/staff/settings/seat-types",
          "/staff/radar",
          "/staff/proposals",
        ]),
    "/staff/queries",
    "/staff/queries?show=closed",
    "/staff/approvals",
    "/staff/audit",
    ...(who === "noor" ? ["/staff/bookkeeping", "/staff/bookkeeping?month=2026-10"] : []),
    "/staff/people",
    "/staff/settings",
    "/staff/settings/blocks",
    "/staff/settings/brand",
    "/staff/settings/connections",
    ...(who === "noor"
      ? [
          "/staff/settings/templates",
          "/staff/settings/templates/managed",
          "/staff/settings/api",
          "/staff/settings/webhooks",
        ]
      : []),
    ...(who === "daan" ? [] : ["/staff/agreements"]),
    "/staff/settings/work-types",
    "/staff/settings/work-types/new",
    "/staff/keys",
    "/staff/runway",
    "/staff/runway?sort=-expiry",
    "/staff/import",
    "/staff/more",
    "/staff/search?q=jansen",
    ...found.flat(),
    ...everybody,
  ];
}

/** The first link on a page that leads to an address of a form; none where there is none. */
async function firstLink(page: Page, from: string, form: string): Promise<string[]> {
  const html = await (await page.request.get(from)).text();
  return new RegExp(`href="(${form})"`).exec(html)?.slice(1, 2) ?? [];
}

async function firstChoice(page: Page): Promise<string> {
  const html = await (await page.request.get("/buy")).text();
  return new RegExp(`value="(${id})"`).exec(html)?.[1] ?? "";
}
