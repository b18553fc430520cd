import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { editDraft } from "#app/desk/catalogue/edit-item.server.ts";
import { getQuestionPage } from "#app/desk/catalogue/item-parts.server.ts";
import { questionForm, readQuestion } from "#app/desk/catalogue/part-forms.server.ts";
import { draftRefusalWords } from "#app/desk/components/editor-words.ts";
import { QuestionEditor } from "#app/desk/components/question-editor.tsx";
import { fieldTypes } from "#app/desk/rules/definition.ts";
import { putQuestion } from "#app/desk/rules/edit-definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.change_editor_question() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const id = uuidParam(params["itemId"]);
  const wanted = new URL(request.url).searchParams.get("type");
  const type = fieldTypes.find((one) => one === wanted) ?? "line";
  const { key = "" } = params;
  return { id, page: await getQuestionPage(scope, id, key === "new" ? { type } : { key }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const id = uuidParam(params["itemId"]);
  const { key = "" } = params;
  const isNew = key === "new";
  const page = await getQuestionPage(scope, id, isNew ? { type: "line" } : { key });
  const form = await readForm(request, questionForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const read = readQuestion(form.value, form.payload, { before: page.field, above: page.above });
  if ("errors" in read) return data(form.reply({ fieldErrors: read.errors }), { status: 400 });
  const edited = await editDraft(scope, { id }, (before) => putQuestion(before, read.field, isNew));
  if (!edited.ok) return data(form.reply({ formErrors: [draftRefusalWords(edited)] }), { status: 409 });
  return redirectWithNotice(`/staff/settings/catalogue/${id}`, {
    kind: "good",
    text: m.change_editor_saved(),
  });
}

export default function StaffCatalogueQuestion() {
  const { id, page } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader
        title={page.field ? inLanguage(page.field.label) : m.change_editor_question_new()}
        back={{ to: `/staff/settings/catalogue/${id}`, label: m.change_editor_fields() }}
      />
      <QuestionEditor page={page} lastResult={lastResult} />
    </>
  );
}
