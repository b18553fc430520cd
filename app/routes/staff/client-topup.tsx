import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";

import { billingAccess } from "#app/billing/access.ts";
import { getStaffTopup, resumeClientTopups } from "#app/billing/topup/staff-topup.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

/** Lets a client's top-ups go on; the button stands on the client's overview. */
export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.changeTopup);
  const clientId = uuidParam(params["clientId"]);
  if (!(await getStaffTopup(scope, clientId))) return notFound();
  await resumeClientTopups(scope, clientId);
  return redirectWithNotice(`/staff/clients/${clientId}`, { kind: "good", text: m.topup_staff_resumed() });
}

/** What there is to see stands on the client's overview. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const clientId = uuidParam(params["clientId"]);
  return (await getStaffTopup(scope, clientId)) ? redirect(`/staff/clients/${clientId}`) : notFound();
}
