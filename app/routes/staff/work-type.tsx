import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { WorkTypeForm } from "#app/hours/work-types/components/work-type-form.tsx";
import { workTypeForm } from "#app/office/forms/settings-form.server.ts";
import { saveWorkType } from "#app/hours/work-types/save-work-type.server.ts";
import { getWorkType } from "#app/hours/work-types/get-work-type.server.ts";
import type { WorkTypeTerms } from "#app/hours/work-types/work-type-store.server.ts";
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
  return redirectWithNotice("/staff/settings", {
    kind: "good",
    text: m.desk_work_type_saved({ name: form.value[getLocale()] }),
  });
}

/** The work type of an address; `new` is one with the ordinary rule: rounded up to quarters of an hour. */
async function findWorkType(scope: StaffScope, id: string | undefined): Promise<WorkTypeTerms> {
  if (id !== "new") return getWorkType(scope, uuidParam(id));
  return {
    id: randomUUID(),
    names: { nl: "", de: "", en: "" },
    minimumMinutes: 0,
    roundingMinutes: 15,
    multiplierPercent: 100,
    free: false,
    active: true,
    position: 100,
  };
}

export default function StaffWorkType() {
  const workType = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={workType.names[getLocale()] || m.desk_work_type_new()}
        subtitle={m.desk_work_type_subtitle()}
        back={{ to: "/staff/settings", label: m.desk_settings_title() }}
      />
      <WorkTypeForm workType={workType} lastResult={lastResult ?? null} />
    </>
  );
}
