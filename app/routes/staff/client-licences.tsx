import { randomUUID } from "node:crypto";

import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { askForLicenceWork, getStaffFourNumbers } from "#app/contracts/licences-in-contract.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { OnDayForm, OnDayNotice } from "#app/people/components/roster-notices.tsx";
import { StaffLicences } from "#app/people/components/staff-licences.tsx";
import { licencesForm } from "#app/people/forms.server.ts";
import { recordLicencesForm } from "#app/people/record-forms.server.ts";
import { sortLicences } from "#app/people/sorted-lists.ts";
import { refusalReply } from "#app/people/refusal-reply.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_licences_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  const url = new URL(request.url);
  const page = await getStaffFourNumbers(scope, clientId, url.searchParams.get("on"));
  const { lines, list } = sortLicences(page.lines, url, ["on"]);
  return {
    page: { ...page, lines },
    list,
    newId: randomUUID(),
    mayEdit: page.on === null && may(scope, peopleAccess.edit),
    mayEditProducts: page.on === null && may(scope, peopleAccess.editProducts),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, licencesForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { value } = form;
  if (value.intent === "work") {
    if (!may(scope, requestsAccess.work)) return notFound();
    const requestId = await askForLicenceWork(scope, clientId, value.productId);
    return requestId === null
      ? redirect(`/staff/clients/${clientId}/licences`)
      : redirectWithNotice(`/staff/requests/${requestId}`, {
          kind: "good",
          text: m.people_difference_requested(),
        });
  }
  if ((value.intent === "pool" || value.intent === "included") && !may(scope, peopleAccess.editProducts))
    return notFound();
  const recorded = await recordLicencesForm(scope, clientId, value);
  if (!recorded.ok) return data(refusalReply(form, recorded.refusal), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/licences`, { kind: "good", text: m.people_saved() });
}

export default function StaffClientLicences() {
  const { newId, ...shown } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      {shown.page.on && <OnDayNotice day={shown.page.on} to="." />}
      <StaffLicences key={lastResult ? "answer" : newId} {...shown} newId={newId} lastResult={lastResult} />
      <OnDayForm day={shown.page.day} />
    </Stack>
  );
}
