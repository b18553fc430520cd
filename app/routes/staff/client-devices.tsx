import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { OnDayForm, OnDayNotice } from "#app/people/components/roster-notices.tsx";
import { StaffDevices } from "#app/people/components/staff-devices.tsx";
import { devicesForm } from "#app/people/forms.server.ts";
import { recordDevicesForm } from "#app/people/record-forms.server.ts";
import { refusalReply } from "#app/people/refusal-reply.server.ts";
import { getStaffDevicesPage } from "#app/people/staff-pages.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_col_devices() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const on = new URL(request.url).searchParams.get("on");
  const page = await getStaffDevicesPage(scope, uuidParam(params["clientId"]), on);
  return { page, newId: randomUUID(), mayEdit: page.on === null && may(scope, peopleAccess.edit) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, devicesForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const recorded = await recordDevicesForm(scope, clientId, form.value);
  if (!recorded.ok) return data(refusalReply(form, recorded.refusal), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/devices`, { kind: "good", text: m.people_saved() });
}

export default function StaffClientDevices() {
  const { newId, ...shown } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      {shown.page.on && <OnDayNotice day={shown.page.on} to="." />}
      <StaffDevices key={lastResult ? "answer" : newId} {...shown} newId={newId} lastResult={lastResult} />
      <OnDayForm day={shown.page.day} />
    </Stack>
  );
}
