import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { checkInSetup, getConnectionsStep } from "#app/office/connections/check-connections.server.ts";
import { ConnectionTests } from "#app/office/connections/components/connection-tests.tsx";
import { connectionForm } from "#app/office/forms/connection-form.server.ts";
import { SetupFrame } from "#app/office/setup/components/setup-frame.tsx";
import { requireSetup } from "#app/office/setup/setup-session.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { renderLetter } from "#emails/index.ts";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.setup_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireSetup(request);
  return getConnectionsStep();
}

export async function action({ request }: ActionFunctionArgs) {
  const key = await requireSetup(request);
  const form = await readForm(request, connectionForm);
  if (form.status !== "success") return data({ answer: null, lastResult: form.reply() }, { status: 400 });
  return { answer: await checkInSetup(key, form.value, renderLetter), lastResult: null };
}

export default function SetupConnections() {
  const { to, zone, last } = useLoaderData<typeof loader>();
  return (
    <SetupFrame title={m.conn_title()} lead={m.conn_subtitle()}>
      <ConnectionTests to={to} zone={zone} last={last} data={useActionData<typeof action>()} />
      <div>
        <LinkButton to="/setup" tone="primary">
          {m.setup_continue()}
        </LinkButton>
      </div>
    </SetupFrame>
  );
}
