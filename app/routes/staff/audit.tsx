import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { identityAccess } from "#app/identity/access.ts";
import { getAuditPage } from "#app/identity/audit-page.server.ts";
import { askForProof } from "#app/identity/audit-proof.server.ts";
import { AuditLog } from "#app/identity/components/audit-log.tsx";
import { openList } from "#app/identity/list-views.server.ts";
import { auditList } from "#app/identity/staff-lists.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { auditFilterOf } from "#app/identity/rules/audit-filter.ts";
import { auditVocabulary } from "#app/office/audit-words.ts";
import { now } from "#app/platform/clock.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_audit_title() }) },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, identityAccess.readAudit);
  const opened = await openList(scope, request, auditList);
  const filter = auditFilterOf(new URL(request.url).searchParams);
  const oldestFirst = opened.list.sort?.down === false;
  return { ...(await getAuditPage(scope, filter, now(), oldestFirst)), ...opened, filter };
}

export async function action({ request }: ActionFunctionArgs) {
  await askForProof(await requireStaff(request, identityAccess.readAudit));
  return redirectWithNotice("/staff/audit", { kind: "info", text: m.audit_check_asked() });
}

export default function StaffAudit() {
  return <AuditLog page={useLoaderData<typeof loader>()} words={auditVocabulary} />;
}
