import { describe, expect, it } from "vitest";

import { staffHome, staffNav } from "#app/office/menu.ts";
import { clientNav, type ClientNeed } from "#app/portal/menu.ts";
import { clientTabs } from "#app/office/client-menu.ts";
import type { ClientRole, StaffRole } from "#app/identity/scope.ts";
import { phoneTabs, whereIn, type NavItem } from "#app/ui/shell/menu.ts";

const more = { to: "/more", label: "More", icon: "more" } as const;
const pagesOf = (nav: NavItem[]): string[] => nav.map((item) => item.tabs.map((tab) => tab.to).join(" "));
const client = (role: ClientRole, has: ClientNeed[] = ["hours"], approvals = 0) =>
  clientNav({ role, has, counts: { approvals } });
const staff = (role: StaffRole) => staffNav({ role, counts: { todo: 5 } });

describe("a client's menu", () => {
  it("shows the pages about what the client has, and what the role may see", () => {
    expect(pagesOf(client("manager", ["hours", "approvals"]).nav)).toEqual([
      "/",
      "/hours /hours?view=ledger /statement /buy /top-up /alerts",
      "/requests /approvals",
      "/invoices",
    ]);
    expect(pagesOf(client("employee").nav)).toEqual(["/", "/hours", "/requests"]);
    expect(pagesOf(client("manager", ["contract", "contract-page"]).nav)).toEqual([
      "/",
      "/contract",
      "/requests /promises",
      "/invoices",
    ]);
    expect(pagesOf(client("manager", ["people"]).nav)[1]).toBe(
      "/employees /licences /devices /access /reports",
    );
    expect(pagesOf(client("employee", ["people"]).nav)).toEqual(["/", "/employees", "/requests"]);
  });

  it("keeps the company and the person under the initials", () => {
    expect(pagesOf(client("manager").account)).toEqual([
      "/company /agreements /people",
      "/profile /security",
    ]);
    expect(pagesOf(client("employee").account)).toEqual(["/profile /security"]);
  });

  it("is three tabs and More on a phone, which counts what waits behind it", () => {
    const { nav } = client("manager", ["hours", "approvals"], 4);
    expect(phoneTabs(nav, more).map((tab) => [tab.to, tab.badge])).toEqual([
      ["/", undefined],
      ["/requests", 4],
      ["/hours", undefined],
      ["/more", undefined],
    ]);
    expect(phoneTabs(nav.slice(1), more).map((tab) => tab.to)).toEqual(["/requests", "/hours", "/more"]);
    const behind = nav.map(({ phone: _, ...item }) => item);
    expect(phoneTabs(behind, more).map((tab) => tab.badge)).toEqual([4]);
  });

  it.each([
    ["/", "", "/"],
    ["/hours", "", "/hours"],
    ["/hours", "?period=all", "/hours"],
    ["/hours", "?view=ledger&page=2", "/hours?view=ledger"],
    ["/hours/0b7d", "", "/hours"],
    ["/buy/terms", "?block=1", "/buy"],
    ["/orders/0b7d", "", "/invoices"],
    ["/requests/new", "", "/requests"],
    ["/profile", "", undefined],
    ["/hoursx", "", undefined],
  ])("on %s%s has %s current", (pathname, search, tab) => {
    expect(whereIn(client("manager").nav, { pathname, search })?.tab.to).toBe(tab);
  });

  it("shows the tabs of a group on its own pages, not on those beneath", () => {
    const exact = (pathname: string) => whereIn(client("manager").nav, { pathname, search: "" })?.exact;
    expect([exact("/statement"), exact("/hours/0b7d"), exact("/orders/0b7d")]).toEqual([true, false, false]);
  });
});

describe("the staff menu", () => {
  it("leads each role where it does something", () => {
    expect(pagesOf(staff("owner").nav)).toEqual([
      "/staff/todo",
      "/staff/requests /staff/time /staff/promises /staff/settings/answers /staff/recurring",
      "/staff/clients /staff/roster-checks /staff/agreements /staff/runway /staff/import",
      "/staff/radar /staff/proposals /staff/renewals",
      "/staff/orders /staff/monthly /staff/bookkeeping",
      "/staff/margin /staff/revenue",
      "/staff/settings /staff/settings/brand /staff/settings/blocks /staff/settings/work-types /staff/settings/templates /staff/settings/catalogue /staff/settings/guides /staff/settings/hours /staff/settings/licences /staff/settings/seat-types /staff/settings/microsoft /staff/settings/connections /staff/settings/api /staff/settings/webhooks /staff/settings/halo /staff/people /staff/audit",
    ]);
    expect(pagesOf(staff("engineer").nav)).toEqual([
      "/staff/todo",
      "/staff/requests /staff/time /staff/promises /staff/settings/answers",
      "/staff/clients /staff/roster-checks",
    ]);
  });

  it("counts what waits", () => {
    expect(staff("owner").nav[0]?.badge).toBe(5);
  });

  it("begins on the queue for engineers, on what waits for others", () => {
    expect([staffHome("engineer"), staffHome("finance")]).toEqual(["/staff/requests", "/staff/todo"]);
  });

  it("keeps a client's pages together; an engineer is not led to what is only to look at", () => {
    const tabs = (role: StaffRole): string[] =>
      clientTabs("1", role).flatMap((group) =>
        group.tabs.map((tab) => tab.to.slice("/staff/clients/1".length)),
      );
    expect(tabs("owner")).toEqual([
      "",
      "/hours",
      "/contract",
      "/roster",
      "/licences",
      "/access",
      "/devices",
      "/microsoft",
      "/import",
      "/people",
      "/requests",
      "/orders",
      "/settings",
    ]);
    expect(clientTabs("1", "owner")).toHaveLength(7);
    expect(tabs("engineer")).toEqual([
      "",
      "/hours",
      "/roster",
      "/licences",
      "/access",
      "/devices",
      "/microsoft",
      "/import",
      "/requests",
    ]);
    const at = whereIn(clientTabs("1", "owner"), { pathname: "/staff/clients/1/statement", search: "" });
    expect(at?.tab.to).toBe("/staff/clients/1/hours");
  });
});
