import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { catalogueForm, editCatalogue } from "#app/billing/catalogue-form.server.ts";
import { getCataloguePage } from "#app/billing/catalogue-page.server.ts";
import { CatalogueEditor } from "#app/billing/components/catalogue-editor.tsx";
import { catalogueRefusalWord } from "#app/billing/words.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [{ title: `${m.billing_staff_blocks_title()} · ${m.app_name()}` }];

/** Null for the catalogue of everybody, which has no client in its address. */
function clientIn(params: LoaderFunctionArgs["params"]): string | null {
  return params["clientId"] === undefined ? null : uuidParam(params["clientId"]);
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.setBlocks);
  const page = (await getCataloguePage(scope, clientIn(params))) ?? notFound();
  return { page, editing: new URL(request.url).searchParams.get("edit") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.setBlocks);
  const clientId = clientIn(params);
  const { currency } = (await getCataloguePage(scope, clientId)) ?? notFound();
  const form = await readForm(request, catalogueForm);
  if (form.status !== "success")
    return data({ lastResult: form.reply(), refused: undefined }, { status: 400 });
  const edited = await editCatalogue(scope, clientId, form.value);
  if (!edited.ok)
    return data(
      { lastResult: form.reply(), refused: [catalogueRefusalWord(edited.refusal, currency)] },
      { status: 409 },
    );
  return redirectWithNotice(new URL(request.url).pathname.replace(/\.data$/, ""), {
    kind: "good",
    text: m.billing_staff_block_done(),
  });
}

export default function StaffBlocks() {
  const { page, editing } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <CatalogueEditor
      page={page}
      editing={editing}
      lastResult={answer?.lastResult ?? null}
      refused={answer?.refused}
    />
  );
}
