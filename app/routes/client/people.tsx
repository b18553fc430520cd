import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { identityAccess } from "#app/identity/access.ts";
import { People } from "#app/identity/components/people.tsx";
import { requireClient, requireSignedIn } from "#app/identity/guard.server.ts";
import { handlePeople } from "#app/identity/people-action.server.ts";
import { getPeoplePage } from "#app/identity/people-page.server.ts";
import { clientRoles } from "#app/identity/scope.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_people_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, identityAccess.manageOwnPeople);
  const { zone } = await requireSignedIn(request);
  return {
    ...(await getPeoplePage(scope, scope.clientId)),
    self: scope.userId,
    title: m.identity_people_title(),
    place: scope.clientName,
    zone,
    roles: clientRoles,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, identityAccess.manageOwnPeople);
  return handlePeople(request, scope, scope.clientId);
}

export default function ClientPeople() {
  return <People page={useLoaderData<typeof loader>()} lastResult={useActionData<typeof action>()} />;
}
