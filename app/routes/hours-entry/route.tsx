import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { EntryDetail } from "#app/hours/components/entry-detail.tsx";
import { getEntryPage } from "#app/hours/entry-page.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: m.hours_page_title({ page: data?.entry.title ?? m.hours_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireClient(request);
  return getEntryPage(scope, uuidParam(params["entryId"]));
}

export default function HoursEntry() {
  const { entry, history } = useLoaderData<typeof loader>();
  return <EntryDetail entry={entry} history={history} />;
}
