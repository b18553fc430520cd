import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { RosterCheckLists } from "#app/people/components/roster-checks.tsx";
import { getRosterChecks } from "#app/people/roster-checks-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_checks_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  return { checks: await getRosterChecks(scope) };
}

export default function RosterChecks() {
  const { checks } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.people_checks_title()} subtitle={m.people_checks_subtitle()} />
      <RosterCheckLists checks={checks} />
    </>
  );
}
