import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import {
  getEditor,
  offerItem,
  publishItem,
  retireItem,
  saveDraft,
} from "#app/desk/catalogue/edit-item.server.ts";
import { itemForm, readDefinition } from "#app/desk/catalogue/item-form.server.ts";
import { definitionProblemWords } from "#app/desk/components/change-words.ts";
import { ItemActs, ItemEditor } from "#app/desk/components/item-editor.tsx";
import { ItemPreview } from "#app/desk/components/item-preview.tsx";
import { inLanguage } from "#app/desk/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.change_editor_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  if (params["itemId"] === "new") return { page: null, id: randomUUID() };
  const id = uuidParam(params["itemId"]);
  return { page: (await getEditor(scope, id)) ?? notFound(), id };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const known = params["itemId"] === "new" ? null : uuidParam(params["itemId"]);
  const page = known === null ? null : ((await getEditor(scope, known)) ?? notFound());
  const form = await readForm(request, itemForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const id = known ?? (form.value.intent === "draft" ? form.value.id : "");
  const here = `/staff/settings/catalogue/${id}`;
  const done = (text: string) => redirectWithNotice(here, { kind: "good", text });
  if (form.value.intent === "draft") {
    const before = page?.item.draft ?? page?.item.published ?? null;
    const read = readDefinition(form.value, before);
    if ("errors" in read) return data(form.reply({ fieldErrors: read.errors }), { status: 400 });
    const saved = await saveDraft(scope, { id, definition: read.definition });
    if (saved.ok) return done(m.change_editor_saved());
    const words = saved.problem ? definitionProblemWords(saved.problem) : m.form_invalid();
    return data(form.reply({ fieldErrors: { fields: [words] } }), { status: 409 });
  }
  if (!page) return notFound();
  if (form.value.intent === "publish") {
    const published = await publishItem(scope, id);
    if (!published.ok) return data(form.reply({ formErrors: [m.change_editor_no_draft()] }), { status: 409 });
    return done(m.change_editor_did_publish({ version: published.value.version }));
  }
  if (form.value.intent === "offer") await offerItem(scope, id, form.value.clients);
  else await retireItem(scope, id, form.value.intent === "retire");
  return done(m.change_editor_did());
}

export default function StaffCatalogueItem() {
  const { page, id } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const definition = page?.item.draft ?? page?.item.published ?? null;
  return (
    <>
      <PageHeader
        title={definition ? inLanguage(definition.title) : m.change_editor_new()}
        back={{ to: "/staff/settings/catalogue", label: m.change_editor_title() }}
      />
      <Stack>
        {page && <ItemActs {...page} />}
        <div className="grid grid-cols-1 gap-3.5 wide:gap-4.5 desk:grid-cols-[5fr_4fr]">
          <ItemEditor id={id} definition={definition} lastResult={lastResult} />
          {definition && <ItemPreview definition={definition} />}
        </div>
      </Stack>
    </>
  );
}
