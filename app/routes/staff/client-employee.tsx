import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { auditVocabulary } from "#app/office/audit-words.ts";
import { peopleAccess } from "#app/people/access.ts";
import { PersonDetails } from "#app/people/components/person-details.tsx";
import { PersonHistory } from "#app/people/components/person-history.tsx";
import {
  PersonDevices,
  PersonLicences,
  PersonRights,
  PersonSeats,
} from "#app/people/components/person-holdings.tsx";
import { getEmployeePage } from "#app/people/employee-page.server.ts";
import { employeeForm } from "#app/people/forms.server.ts";
import { recordEmployeeForm } from "#app/people/record-forms.server.ts";
import { refusalReply } from "#app/people/refusal-reply.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { Heading, TextLink } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: m.desk_title({ page: shown?.page.person.name ?? m.people_title() }) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  return {
    page: await getEmployeePage(scope, clientId, uuidParam(params["employeeId"])),
    rosterAt: `/staff/clients/${clientId}/roster`,
    newId: randomUUID(),
    mayEdit: may(scope, peopleAccess.edit),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const [clientId, employeeId] = [uuidParam(params["clientId"]), uuidParam(params["employeeId"])];
  const form = await readForm(request, employeeForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const recorded = await recordEmployeeForm(scope, { clientId, employeeId }, form.value);
  if (!recorded.ok) return data(refusalReply(form, recorded.refusal), { status: 409 });
  return redirectWithNotice(`/staff/clients/${clientId}/roster/${employeeId}`, {
    kind: "good",
    text: m.people_saved(),
  });
}

export default function StaffClientEmployee() {
  const { page, rosterAt, newId, mayEdit } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const forms = { page, newId, lastResult, mayEdit };
  return (
    <Stack key={lastResult ? "answer" : newId}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1">
        <Heading size="large">{page.person.name}</Heading>
        <TextLink to={rosterAt}>{m.people_title()}</TextLink>
      </div>
      <div className="grid gap-3.5 wide:gap-4.5 desk:grid-cols-2">
        <Stack>
          <PersonDetails page={page} lastResult={lastResult} mayEdit={mayEdit} />
          <PersonSeats {...forms} />
          <PersonDevices page={page} />
        </Stack>
        <Stack>
          <PersonLicences {...forms} />
          <PersonRights {...forms} />
          <PersonHistory page={page} words={auditVocabulary} />
        </Stack>
      </div>
    </Stack>
  );
}
