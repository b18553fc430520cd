import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { officeAccess } from "#app/office/access.ts";
import { checkConnection, getConnectionsPage } from "#app/office/connections/check-connections.server.ts";
import { ConnectionTests } from "#app/office/connections/components/connection-tests.tsx";
import { connectionForm } from "#app/office/forms/connection-form.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { renderLetter } from "#emails/index.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.conn_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getConnectionsPage(await requireStaff(request, officeAccess.testConnections));
}

export async function action({ request }: ActionFunctionArgs) {
  await requireStaff(request, officeAccess.testConnections);
  const form = await readForm(request, connectionForm);
  if (form.status !== "success") return data({ answer: null, lastResult: form.reply() }, { status: 400 });
  return { answer: await checkConnection(form.value, renderLetter), lastResult: null };
}

export default function StaffConnections() {
  const { to, zone, last } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.conn_title()}
        subtitle={m.conn_subtitle()}
        back={{ to: "/staff/settings", label: m.desk_settings_title() }}
      />
      <Stack className="max-w-3xl">
        <ConnectionTests to={to} zone={zone} last={last} data={useActionData<typeof action>()} />
      </Stack>
    </>
  );
}
