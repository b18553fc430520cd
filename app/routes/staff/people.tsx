import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { revokeKeysInside } from "#app/api/keys/make-key.server.ts";
import { identityAccess } from "#app/identity/access.ts";
import { People } from "#app/identity/components/people.tsx";
import { requireSignedIn, requireStaff } from "#app/identity/guard.server.ts";
import { handlePeople } from "#app/identity/people-action.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { colleaguesList } from "#app/identity/staff-lists.ts";
import { getPeoplePage } from "#app/identity/people-page.server.ts";
import { staffRoles } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_staff_people_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, identityAccess.manageColleagues);
  const opened = await openList(scope, request, colleaguesList);
  const { mspName, zone } = await requireSignedIn(request);
  return {
    ...(await getPeoplePage(scope, null)),
    opened,
    self: scope.userId,
    title: m.identity_staff_people_title(),
    place: mspName,
    zone,
    roles: staffRoles,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, identityAccess.manageColleagues);
  return handlePeople(request, scope, null, (tx, userId) => revokeKeysInside(tx, scope, userId));
}

export default function StaffPeople() {
  const page = useLoaderData<typeof loader>();
  return <People page={page} opened={page.opened} lastResult={useActionData<typeof action>()} />;
}
