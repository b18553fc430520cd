import { findAgreementsBy } from "#app/agreements/store/search-store.server.ts";
import { findMonthInvoicesBy } from "#app/billing/monthly/search-store.server.ts";
import { findOrdersBy } from "#app/billing/search-store.server.ts";
import { findClientsBy } from "#app/clients/search-store.server.ts";
import { findContractsBy } from "#app/contracts/store/search-store.server.ts";
import { findPeopleBy } from "#app/identity/search-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { findEmployeesOfAllBy } from "#app/people/store/search-store.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { isSearchable, type FoundGroup } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { findRequestsBy } from "#app/requests/store/find-requests.server.ts";
import { findPages } from "#app/ui/shell/find-pages.ts";

import { staffNav } from "./menu.ts";

/** What a colleague finds by what they typed, by kind, within their rights: clients, people with access, employees, requests, orders, invoices of months, contracts, agreements, pages. Eight queries, none for fewer than two characters. */
export async function searchAsStaff(scope: StaffScope, typed: string): Promise<FoundGroup[]> {
  const { nav, account } = staffNav({ role: scope.role, counts: { todo: 0 } });
  const pages = { title: m.ui_search_pages(), items: findPages([...nav, ...account], typed) };
  const found = isSearchable(typed)
    ? await readInScope(scope, async (tx) => [
        { title: m.desk_nav_clients(), items: await findClientsBy(tx, typed) },
        {
          title: m.hours_nav_people(),
          items: await findEmployeesOfAllBy(tx, typed, await findPeopleBy(tx, scope, typed)),
        },
        { title: m.hours_nav_requests(), items: await findRequestsBy(tx, scope, typed) },
        { title: m.refund_orders(), items: await findOrdersBy(tx, scope, typed) },
        { title: m.hours_nav_invoices(), items: await findMonthInvoicesBy(tx, scope, typed) },
        { title: m.contracts_title(), items: await findContractsBy(tx, scope, typed) },
        { title: m.agreements_group(), items: await findAgreementsBy(tx, scope, typed) },
      ])
    : [];
  const groups = [...found, pages].filter((group) => group.items.length > 0);
  const [named, others] = [true, false].map((is) =>
    groups.filter((group) => holdsFirstName(group, typed) === is),
  );
  return [...(named ?? []), ...(others ?? [])];
}

/** Whether a group has somebody called so; who types a first name looks for a person. */
const holdsFirstName = ({ title, items }: FoundGroup, typed: string): boolean =>
  title === m.hours_nav_people() &&
  items.some((item) => item.title.split(" ")[0]?.toLowerCase() === typed.trim().toLowerCase());
