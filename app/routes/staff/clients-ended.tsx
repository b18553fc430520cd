import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { clientsAccess } from "#app/clients/access.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { getEndedClients } from "#app/office/ending/ending-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EmptyState, LinkList } from "#app/ui/lists.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.office_ended_clients() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, clientsAccess.edit);
  return { clients: await getEndedClients(scope) };
}

export default function StaffClientsEnded() {
  const { clients } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.office_ended_clients()}
        back={{ to: "/staff/clients", label: m.desk_clients_title() }}
      />
      <Card padding="none" className="max-w-3xl">
        {clients.length === 0 ? (
          <EmptyState title={m.office_ended_none()} icon="clients">
            {m.office_ended_none_text()}
          </EmptyState>
        ) : (
          <LinkList
            links={clients.map(({ id, name, endedOn }) => ({
              to: `/staff/clients/${id}/ending`,
              label: name,
              detail: m.office_ended_title({ day: formatDay(endedOn) }),
            }))}
          />
        )}
      </Card>
    </>
  );
}
