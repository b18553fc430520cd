import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireClient } from "#app/identity/guard.server.ts";
import { SearchBox } from "#app/office/components/search-box.tsx";

import { m } from "#app/platform/generated/i18n/messages.js";
import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { searchAsClient } from "#app/portal/search-page.server.ts";
import { ContactCard } from "#app/ui/contact.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { SearchResults } from "#app/ui/shell/search-results.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_search() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const typed = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 100);
  const scope = await requireClient(request);
  return { typed, groups: await searchAsClient(scope, await getClientFrame(request), typed) };
}

export default function Search() {
  const { typed, groups } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.desk_search()} />
      <Stack className="max-w-3xl">
        <SearchBox label={m.ui_search_what()} value={typed} />
        <SearchResults typed={typed} groups={groups} />
        <ContactCard />
      </Stack>
    </>
  );
}
