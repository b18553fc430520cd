import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { identityAccess } from "#app/identity/access.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { People } from "#app/identity/components/people.tsx";
import { requireStaff } from "#app/identity/guard.server.ts";
import { handlePeople } from "#app/identity/people-action.server.ts";
import { getPeoplePage } from "#app/identity/people-page.server.ts";
import { clientRoles } from "#app/identity/scope.ts";
import { roleWord } from "#app/identity/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.office_tab_access() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  const people = await getPeoplePage(scope, client.id);
  // A first person who can do nothing for the others helps nobody: until there is one, the form offers the manager first.
  const roles = people.people.some((person) => person.role === "manager")
    ? clientRoles
    : clientRoles.toReversed();
  return {
    page: {
      ...people,
      self: scope.userId,
      title: m.office_tab_access(),
      place: client.name,
      zone: client.zone,
      roles,
    },
    mayInvite: may(scope, clientsAccess.edit),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, identityAccess.manageClientPeople);
  const client = await getClientHeader(scope, uuidParam(params["clientId"]));
  return handlePeople(request, scope, client.id);
}

export default function StaffClientPeople() {
  const { page, mayInvite } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  if (!mayInvite)
    return (
      <Stack>
        <Notice quiet>{m.desk_people_read_only()}</Notice>
        {page.people.length > 0 && (
          <Card>
            <EntryList
              rows={page.people.map((person) => ({
                key: person.membershipId,
                title: person.name,
                detail: person.email,
                aside: roleWord(person.role),
              }))}
            />
          </Card>
        )}
      </Stack>
    );
  return (
    <Stack>
      {page.people.length + page.invitations.length === 0 && (
        <Notice quiet title={m.desk_people_first_title()}>
          {m.desk_people_first({ name: page.place })}
        </Notice>
      )}
      <People bare page={page} lastResult={lastResult} />
    </Stack>
  );
}
