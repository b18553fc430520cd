import { findHelp, type HelpPage } from "#app/desk/guides/read-guide.server.ts";
import { findMonthInvoicesBy } from "#app/billing/monthly/search-store.server.ts";
import { findOrdersBy } from "#app/billing/search-store.server.ts";
import { findContractsBy } from "#app/contracts/store/search-store.server.ts";
import { findPeopleBy } from "#app/identity/search-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { findEmployeesBy } from "#app/people/store/search-store.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { foundPerKind, isSearchable, type FoundGroup } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { findRequestsBy } from "#app/requests/store/find-requests.server.ts";
import { findPages } from "#app/ui/shell/find-pages.ts";

import type { ClientFrameData } from "./client-frame.server.ts";
import { clientNav } from "./menu.ts";
import { pageWords, searchedPlaces } from "./page-words.server.ts";

/** What a client's person finds by what they typed, by kind, within their rights: pages, help, requests, invoices, contracts, employees, people with access. Nine queries, none for fewer than two characters. */
export async function searchAsClient(
  scope: ClientScope,
  frame: ClientFrameData,
  typed: string,
): Promise<FoundGroup[]> {
  const { nav, account } = clientNav({ ...frame, role: scope.role });
  const places = [...nav, ...account, ...searchedPlaces()];
  const pages = { title: m.ui_search_pages(), items: findPages(places, typed, pageWords) };
  const help = isSearchable(typed) ? await findHelp(scope, typed) : null;
  const found = isSearchable(typed)
    ? await readInScope(scope, async (tx) => [
        { title: m.hours_nav_requests(), items: await findRequestsBy(tx, scope, typed) },
        {
          title: m.hours_nav_invoices(),
          items: [
            ...(await findOrdersBy(tx, scope, typed)),
            ...(await findMonthInvoicesBy(tx, scope, typed)),
          ],
        },
        { title: m.contracts_title(), items: await findContractsBy(tx, scope, typed) },
        { title: m.people_title(), items: await findEmployeesBy(tx, scope, typed) },
        {
          title: m.portal_nav_access(),
          items: (await findPeopleBy(tx, scope, typed)).map(({ to, title, detail }) => ({
            to,
            title,
            detail,
          })),
        },
      ])
    : [];
  return [pages, ...(help ? helpGroups(help) : []), ...found].filter((group) => group.items.length > 0);
}

function helpGroups({ items, guides }: HelpPage): FoundGroup[] {
  return [
    {
      title: m.guide_title(),
      items: guides
        .slice(0, foundPerKind)
        .map(({ id, title }) => ({ to: `/guides/${id}`, title, detail: null })),
    },
    {
      title: m.change_catalogue_title(),
      items: items
        .slice(0, foundPerKind)
        .map(({ id, title, about }) => ({ to: `/requests/new/${id}`, title, detail: about })),
    },
  ];
}
