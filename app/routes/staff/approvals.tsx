import { randomUUID } from "node:crypto";

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { getApprovals } from "#app/hours/approval/approvals-page.server.ts";
import { Approvals } from "#app/hours/approval/components/approvals.tsx";
import { decideByForm } from "#app/hours/approval/decide-form.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.approval_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  return { ...(await getApprovals(scope)), formKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.approveAsLead);
  return decideByForm(scope, request, "/staff/approvals");
}

export default function StaffApprovals() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={m.approval_title()}
        subtitle={m.approval_staff_subtitle()}
        back={{ to: "/staff/todo", label: m.office_nav_todo() }}
      />
      <Approvals key={page.formKey} page={page} base="/staff/time" reply={reply ?? null} />
    </>
  );
}
