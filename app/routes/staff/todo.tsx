import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { officeAccess } from "#app/office/access.ts";
import { Todo } from "#app/office/components/todo.tsx";
import { setAsideForm } from "#app/office/forms/set-aside-form.server.ts";
import { setAside } from "#app/office/setup/setup-todo.server.ts";
import { getTodoPage, todoKinds } from "#app/office/todo.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.office_nav_todo() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const asked = new URL(request.url).searchParams.get("kind");
  const kind = todoKinds.find((known) => known === asked) ?? null;
  return { ...(await getTodoPage(scope, kind)), kind };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, officeAccess.changeSettings);
  const form = await readForm(request, setAsideForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  await setAside(scope, form.value.notNeeded);
  return redirectWithNotice("/staff/todo", { kind: "good", text: m.setup_todo_set_aside() });
}

export default function StaffTodo() {
  return <Todo page={useLoaderData<typeof loader>()} />;
}
