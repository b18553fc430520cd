import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { changeItem } from "#app/desk/catalogue/item-action.server.ts";
import { getEditor } from "#app/desk/catalogue/edit-item.server.ts";
import { itemForm } from "#app/desk/catalogue/item-form.server.ts";
import { BasicsForm, ItemActs, OfferForm, RulesForm } from "#app/desk/components/item-editor.tsx";
import { LineList, QuestionList } from "#app/desk/components/item-parts.tsx";
import { ItemPreview } from "#app/desk/components/item-preview.tsx";
import { newDefinition } from "#app/desk/rules/edit-definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { FormError } from "#app/ui/notice.tsx";
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
  const { value } = form;
  const isNew = known === null;
  if (isNew && value.intent !== "draft") return notFound();
  const id = known ?? (value.intent === "draft" ? value.id : "");
  const definition = page?.item.draft ?? page?.item.published ?? newDefinition;
  const done = await changeItem(scope, { id, isNew, definition }, value, form.payload);
  if ("done" in done)
    return redirectWithNotice(`/staff/settings/catalogue/${id}`, { kind: "good", text: done.done });
  return "errors" in done
    ? data(form.reply({ fieldErrors: done.errors }), { status: 400 })
    : data(form.reply({ formErrors: [done.refused] }), { status: 409 });
}

export default function StaffCatalogueItem() {
  const { page, id } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const definition = page?.item.draft ?? page?.item.published ?? null;
  const isForm = ["draft", "rules"].some((intent) => lastResult?.initialValue?.["intent"] === intent);
  return (
    <>
      <PageHeader
        title={definition ? inLanguage(definition.title) : m.change_editor_new()}
        back={{ to: "/staff/settings/catalogue", label: m.change_editor_title() }}
      />
      <Stack>
        {!isForm && <FormError errors={lastResult?.error?.[""] ?? undefined} />}
        {page && <ItemActs item={page.item} />}
        <div className="grid grid-cols-1 gap-3.5 wide:gap-4.5 desk:grid-cols-[5fr_4fr]">
          <Stack>
            <BasicsForm id={id} definition={definition ?? newDefinition} lastResult={lastResult} />
            {definition && (
              <>
                <QuestionList id={id} definition={definition} />
                <LineList id={id} definition={definition} />
                <RulesForm definition={definition} lastResult={lastResult} />
              </>
            )}
            {page && <OfferForm {...page} />}
          </Stack>
          {definition && <ItemPreview key={JSON.stringify(definition.fields)} definition={definition} />}
        </div>
      </Stack>
    </>
  );
}
