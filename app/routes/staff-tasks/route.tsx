import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { TaskList } from "#app/billing/reconcile/components/task-list.tsx";
import { resolveTask } from "#app/billing/reconcile/staff-tasks.server.ts";
import { taskForm } from "#app/billing/reconcile/task-form.server.ts";
import { getTasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.refund_tasks_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getTasksPage(await requireStaff(request, "account_manager", "finance", "owner"));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, "finance", "owner");
  const form = await readForm(request, taskForm);
  const task = typeof form.payload["task"] === "string" ? form.payload["task"] : "";
  if (form.status !== "success") return data({ task, lastResult: form.reply(), refused: false }, { status: 400 });
  const resolved = await resolveTask(scope, form.value.task, form.value.reason);
  if (!resolved.ok) return data({ task, lastResult: null, refused: true }, { status: 409 });
  return redirectWithNotice("/staff/tasks", { kind: "good", text: m.refund_task_resolved() });
}

export default function StaffTasks() {
  const page = useLoaderData<typeof loader>();
  return <TaskList page={page} zone={page.zone} sent={useActionData<typeof action>() ?? null} />;
}
