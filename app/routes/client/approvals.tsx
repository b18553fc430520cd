import { randomUUID } from "node:crypto";

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { hoursAccess } from "#app/hours/access.ts";
import { getApprovals } from "#app/hours/approval/approvals-page.server.ts";
import { Approvals } from "#app/hours/approval/components/approvals.tsx";
import { decideByForm } from "#app/hours/approval/decide-form.server.ts";
import { requireClient } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.hours_page_title({ page: m.approval_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.approveTime);
  return { ...(await getApprovals(scope)), formKey: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, hoursAccess.approveTime);
  return decideByForm(scope, request, "/approvals");
}

export default function ClientApprovals() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={m.approval_title()} subtitle={m.approval_subtitle()} />
      <Approvals key={page.formKey} page={page} base="/hours" reply={reply ?? null} />
    </>
  );
}
