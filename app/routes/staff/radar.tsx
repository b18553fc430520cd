import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { conversionAccess } from "#app/conversion/access.ts";
import { setRadar } from "#app/conversion/answer-client.server.ts";
import { RadarSettings } from "#app/conversion/components/radar-settings.tsx";
import { RadarTable } from "#app/conversion/components/radar-view.tsx";
import { radarForm } from "#app/conversion/radar-form.server.ts";
import { getRadarPage } from "#app/conversion/radar-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.conversion_radar_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.read);
  return getRadarPage(scope);
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, conversionAccess.approve);
  const form = await readForm(request, radarForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await setRadar(scope, form.value);
  return redirectWithNotice("/staff/radar", { kind: "good", text: m.conversion_setting_saved() });
}

export default function Radar() {
  const { clients, setting, maySet } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader title={m.conversion_radar_title()} subtitle={m.conversion_radar_subtitle()} />
      <Stack>
        <RadarTable clients={clients} />
        {maySet && <RadarSettings setting={setting} lastResult={lastResult} />}
      </Stack>
    </>
  );
}
