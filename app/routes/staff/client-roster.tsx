import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { AsOfForm, AsOfNotice } from "#app/people/components/roster-notices.tsx";
import { StaffRoster } from "#app/people/components/staff-roster.tsx";
import { recordRosterForm } from "#app/people/record-forms.server.ts";
import { rosterForm } from "#app/people/forms.server.ts";
import { refusalReply } from "#app/people/refusal-reply.server.ts";
import { sortPeople } from "#app/people/sorted-lists.ts";
import { getStaffRosterPage } from "#app/people/staff-pages.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  const url = new URL(request.url);
  const [on, known] = ["on", "known"].map((name) => url.searchParams.get(name));
  const page = await getStaffRosterPage(scope, clientId, { on, known });
  const { people, list } = sortPeople(page.people, url, ["on", "known"]);
  return {
    page: { ...page, people },
    list,
    base: `/staff/clients/${clientId}`,
    newId: randomUUID(),
    mayEdit: page.on === null && page.known === null && may(scope, peopleAccess.edit),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  const form = await readForm(request, rosterForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const recorded = await recordRosterForm(scope, clientId, form.value);
  if (!recorded.ok) return data(refusalReply(form, recorded.refusal), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/roster`, { kind: "good", text: m.people_saved() });
}

export default function StaffClientRoster() {
  const { page, list, base, newId, mayEdit } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <Stack>
      <AsOfNotice on={page.on} known={page.known} to={`${base}/roster`} />
      <StaffRoster
        key={lastResult ? "answer" : newId}
        page={page}
        list={list}
        base={base}
        newId={newId}
        lastResult={lastResult}
        mayEdit={mayEdit}
      />
      <AsOfForm day={page.today} known={page.known} />
    </Stack>
  );
}
