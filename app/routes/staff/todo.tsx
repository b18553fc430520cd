import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { actOnTodo, type TodoActed } from "#app/office/act-on-todo.server.ts";
import { Todo } from "#app/office/components/todo.tsx";
import { todoForm } from "#app/office/forms/todo-form.server.ts";
import { todoList } from "#app/office/staff-lists.ts";
import { todoKinds } from "#app/office/todo-kinds.server.ts";
import { getTodoPage } from "#app/office/todo.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { listAddress, readListState } from "#app/ui/table/list-state.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.office_nav_todo() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const opened = await openList(scope, request, todoList);
  const asked = new URL(request.url).searchParams.get("kind");
  const kind = todoKinds.find((known) => known === asked) ?? null;
  return { ...opened, page: { ...(await getTodoPage(scope, kind, opened.list.sort)), kind } };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const form = await readForm(request, todoForm, { mostFields: 110 });
  if (form.status !== "success" || form.value.id.length === 0)
    return data({ errors: [m.office_todo_pick_none()] }, { status: 400 });
  const { intent } = form.value;
  const acted = await actOnTodo(scope, form.value);
  if (acted.done + acted.refused === 0) return data({ errors: [m.office_todo_pick_none()] }, { status: 400 });
  const to = listAddress(readListState(todoList, new URL(request.url).searchParams));
  const text = intent === "take" ? takenWords(acted) : m.setup_todo_set_aside();
  return redirectWithNotice(to, { kind: acted.refused > 0 ? "low" : "good", text });
}

function takenWords({ done, refused }: TodoActed): string {
  const parts = [
    done > 0 && m.queue_many_taken({ count: formatNumber(done) }),
    refused > 0 && m.office_todo_not_taken({ count: formatNumber(refused) }),
  ];
  return parts.filter(Boolean).join(" ");
}

export default function StaffTodo() {
  const errors = useActionData<typeof action>()?.errors;
  return <Todo {...useLoaderData<typeof loader>()} errors={errors} />;
}
