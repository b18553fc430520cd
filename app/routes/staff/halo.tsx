import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { connectorsAccess } from "#app/connectors/access.ts";
import { HaloView } from "#app/connectors/halo/components/halo-view.tsx";
import { haloForm } from "#app/connectors/halo/forms.server.ts";
import { getHaloPage } from "#app/connectors/halo/halo-page.server.ts";
import { actOnHalo } from "#app/connectors/halo/act-on-halo.server.ts";
import { requireFresh, requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.connectors_halo_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getHaloPage(await requireStaff(request, connectorsAccess.manage));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, connectorsAccess.manage);
  const form = await readForm(request, haloForm);
  if (form.status !== "success") return data(form.reply({ hideFields: ["secret"] }), { status: 400 });
  if (form.value.intent === "access") await requireFresh(request);
  const acted = await actOnHalo(scope, form.value);
  if (!acted.ok)
    return data(form.reply({ hideFields: ["secret"], formErrors: [acted.problem] }), { status: 409 });
  return redirectWithNotice("/staff/settings/halo", { kind: "good", text: acted.text });
}

export default function StaffHalo() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.connectors_halo_title()} subtitle={m.connectors_halo_subtitle()} />
      <Stack className="max-w-3xl">
        <HaloView page={page} lastResult={useActionData<typeof action>() ?? null} />
      </Stack>
    </>
  );
}
