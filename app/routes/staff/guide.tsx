import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { GuideDraftForm, GuidePreview } from "#app/desk/components/guide-editor.tsx";
import {
  getGuideEditor,
  publishGuide,
  saveGuide,
  withdrawGuide,
} from "#app/desk/guides/edit-guide.server.ts";
import { guideForm, guideLimits, readGuideDraft } from "#app/desk/guides/guide-form.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.guide_title() }) }];

const idIn = (param: string | undefined): string | null => (param === "new" ? null : uuidParam(param));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const id = idIn(params["guideId"]);
  const query = new URL(request.url).searchParams;
  const first = { itemId: query.get("item") ?? "", title: (query.get("title") ?? "").slice(0, 120) };
  return { page: await getGuideEditor(scope, id), id: id ?? randomUUID(), first };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const known = idIn(params["guideId"]);
  if (known !== null) await getGuideEditor(scope, known);
  const form = await readForm(request, guideForm, guideLimits);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const value = form.value;
  const id = known ?? (value.intent === "draft" ? value.id : notFound());
  const done = (text: string) => redirectWithNotice(`/staff/settings/guides/${id}`, { kind: "good", text });
  if (value.intent === "draft") {
    const read = readGuideDraft(value);
    if ("errors" in read) return data(form.reply({ fieldErrors: read.errors }), { status: 400 });
    await saveGuide(scope, id, read.draft);
    return done(m.guide_saved());
  }
  if (value.intent === "withdraw") {
    await withdrawGuide(scope, id);
    return done(m.guide_withdrawn());
  }
  const published = await publishGuide(scope, id);
  if (!published.ok) return data(form.reply({ formErrors: [m.guide_no_draft()] }), { status: 409 });
  return done(m.guide_did_publish());
}

export default function StaffGuide() {
  const { page, id, first } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  const { guide } = page;
  return (
    <>
      <PageHeader
        title={page.title || m.guide_new()}
        subtitle={guide && (guide.isPublished ? m.guide_is_published() : m.guide_is_draft())}
        back={{ to: "/staff/settings/guides", label: m.guide_title() }}
      />
      <Stack>
        {guide && (
          <Form method="post">
            <ButtonRow>
              {guide.draft && (
                <SubmitButton name="intent" value="publish" tone="secondary" size="small">
                  {m.guide_publish()}
                </SubmitButton>
              )}
              {guide.isPublished && (
                <SubmitButton name="intent" value="withdraw" tone="quiet" size="small">
                  {m.guide_withdraw()}
                </SubmitButton>
              )}
            </ButtonRow>
          </Form>
        )}
        <div className="grid grid-cols-1 gap-3.5 wide:gap-4.5 desk:grid-cols-[5fr_4fr]">
          <GuideDraftForm id={id} page={page} lastResult={lastResult} first={first} />
          {page.preview.length > 0 && <GuidePreview preview={page.preview} />}
        </div>
      </Stack>
    </>
  );
}
