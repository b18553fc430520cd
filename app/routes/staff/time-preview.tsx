import type { ActionFunctionArgs } from "@remix-run/node";

import { hoursAccess } from "#app/hours/access.ts";
import type { PreviewAnswer } from "#app/hours/components/use-live-preview.ts";
import { correctTimeForm, newTimeForm } from "#app/hours/forms/time-form.server.ts";
import { previewReply } from "#app/hours/preview-reply.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { readFields, readForm } from "#app/platform/form.server.ts";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

/** Nothing to read here: the forms for time ask by posting. */
export function loader() {
  return notFound();
}

/** What the time in a form would cost; null while the form isn't whole. With `revision` it is a change of `entryId`. */
export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, hoursAccess.logTime);
  const fields = await readFields(request.clone());
  const entryId = fields.get("entryId");
  const changed = fields.has("revision") && typeof entryId === "string" ? uuidParam(entryId) : null;
  const form = await readForm(request, changed === null ? newTimeForm : correctTimeForm);
  const answer: PreviewAnswer = {
    preview: form.status === "success" ? await previewReply(scope, form.value.work, changed) : null,
  };
  return Response.json(answer, { headers: { "cache-control": "no-store" } });
}
