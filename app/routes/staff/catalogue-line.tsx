import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { editDraft } from "#app/desk/catalogue/edit-item.server.ts";
import { getLinePage } from "#app/desk/catalogue/item-parts.server.ts";
import { lineForm, linePlace, readLine } from "#app/desk/catalogue/part-forms.server.ts";
import { draftRefusalWords } from "#app/desk/components/editor-words.ts";
import { LineEditor } from "#app/desk/components/line-editor.tsx";
import { putLine } from "#app/desk/rules/edit-definition.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.change_editor_line() }) }];

/** The place that an address names, from 0; null for a new line. */
function placeOf(param: string | undefined): number | null {
  if (param === "new") return null;
  const read = linePlace.safeParse(param);
  return read.success ? read.data : notFound();
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const id = uuidParam(params["itemId"]);
  return { id, page: await getLinePage(scope, id, placeOf(params["place"])) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const id = uuidParam(params["itemId"]);
  const at = placeOf(params["place"]);
  const page = await getLinePage(scope, id, at);
  const form = await readForm(request, lineForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const read = readLine(form.value, {
    before: page.line,
    fields: page.fields,
    endpointIds: page.endpoints.map((endpoint) => endpoint.id),
  });
  if ("errors" in read) return data(form.reply({ fieldErrors: read.errors }), { status: 400 });
  const place = at === null ? null : { at, was: form.value.was };
  const edited = await editDraft(scope, { id }, (before) => putLine(before, read.line, place));
  if (!edited.ok) return data(form.reply({ formErrors: [draftRefusalWords(edited)] }), { status: 409 });
  return redirectWithNotice(`/staff/settings/catalogue/${id}`, {
    kind: "good",
    text: m.change_editor_saved(),
  });
}

export default function StaffCatalogueLine() {
  const { id, page } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader
        title={page.line ? m.change_editor_line() : m.change_editor_line_add()}
        back={{ to: `/staff/settings/catalogue/${id}`, label: m.change_editor_lines() }}
      />
      <LineEditor page={page} lastResult={lastResult} />
    </>
  );
}
