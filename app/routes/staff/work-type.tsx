import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { WorkTypeForm } from "#app/hours/work-types/components/work-type-form.tsx";
import { workTypeForm } from "#app/office/forms/settings-form.server.ts";
import { saveWorkType } from "#app/hours/work-types/save-work-type.server.ts";
import { getWorkType, newWorkType } from "#app/hours/work-types/get-work-type.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_work_type() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  return findWorkType(await requireStaff(request, hoursAccess.setWorkTypes), params["workTypeId"]);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.setWorkTypes);
  const form = await readForm(request, workTypeForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { nl, de, en, ...rule } = form.value;
  if (params["workTypeId"] !== "new" && rule.id !== (await findWorkType(scope, params["workTypeId"])).id)
    return notFound();
  await saveWorkType(scope, { ...rule, names: { nl, de, en } });
  return redirectWithNotice("/staff/settings/work-types", {
    kind: "good",
    text: m.desk_work_type_saved({ name: form.value[getLocale()] }),
  });
}

/** The work type of an address; `new` is one to begin with. */
function findWorkType(scope: StaffScope, id: string | undefined) {
  return id === "new" ? newWorkType() : getWorkType(scope, uuidParam(id));
}

export default function StaffWorkType() {
  const workType = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={workType.names[getLocale()] || m.desk_work_type_new()}
        subtitle={m.desk_work_type_subtitle()}
        back={{ to: "/staff/settings/work-types", label: m.desk_work_types() }}
      />
      <WorkTypeForm workType={workType} lastResult={lastResult ?? null} />
    </>
  );
}
