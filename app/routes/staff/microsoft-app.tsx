import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { MicrosoftAppForm } from "#app/people/microsoft/components/microsoft-app-form.tsx";
import { consentPage, getMicrosoftApp, setMicrosoftApp } from "#app/people/microsoft/connect.server.ts";
import { microsoftAppForm } from "#app/people/microsoft/forms.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_ms_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.setMicrosoft);
  return { app: await getMicrosoftApp(scope), returnUrl: consentPage() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.setMicrosoft);
  await requireFresh(request);
  const form = await readForm(request, microsoftAppForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["secret"] }), { status: 400 });
  const { appId, secret = null, secretEndsOn = null } = form.value;
  if (!(await setMicrosoftApp(scope, { appId, secret, secretEndsOn })))
    return data(form.reply({ fieldErrors: { secret: [m.form_required()] } }), { status: 400 });
  return redirectWithNotice("/staff/settings/microsoft", { kind: "good", text: m.people_saved() });
}

export default function StaffMicrosoftApp() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.people_ms_title()} subtitle={m.people_ms_subtitle()} />
      <Stack className="max-w-3xl">
        <MicrosoftAppForm {...page} lastResult={useActionData<typeof action>() ?? null} />
      </Stack>
    </>
  );
}
