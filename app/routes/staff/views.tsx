import type { ActionFunctionArgs } from "@remix-run/node";

import { listViewForm } from "#app/identity/forms.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { removeListView, saveListView } from "#app/identity/list-views.server.ts";
import { staffList } from "#app/office/staff-lists.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { listAddress, readListState } from "#app/ui/table/list-state.ts";

/** Nothing to read here: lists keep and forget their views by posting. */
export function loader() {
  return notFound();
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request);
  const form = await readForm(request, listViewForm);
  const spec = staffList(textOf(form.payload["list"])) ?? notFound();
  const list = readListState(spec, new URLSearchParams(textOf(form.payload["query"])));
  const to = listAddress(list, list.query === "" ? { page: "1" } : {});
  if (form.status !== "success") return redirectWithNotice(to, { kind: "low", text: m.ui_view_unnamed() });
  if (form.value.intent === "remove") {
    await removeListView(scope, form.value.id);
    return redirectWithNotice(to, { kind: "good", text: m.ui_view_removed() });
  }
  const { name, first } = form.value;
  const view = { list: spec.list, name, query: list.query, isFirst: first === "on" };
  const saved = await saveListView(scope, view);
  return redirectWithNotice(
    to,
    saved.ok
      ? { kind: "good", text: m.ui_view_saved({ name }) }
      : { kind: "low", text: m.ui_view_too_many() },
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
