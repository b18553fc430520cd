import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { Todo } from "#app/office/components/todo.tsx";
import { getTodoPage, todoKinds } from "#app/office/todo.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.office_nav_todo() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request);
  const asked = new URL(request.url).searchParams.get("kind");
  const kind = todoKinds.find((known) => known === asked) ?? null;
  return { ...(await getTodoPage(scope, kind)), kind };
}

export default function StaffTodo() {
  return <Todo page={useLoaderData<typeof loader>()} />;
}
