import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { billingAccess } from "#app/billing/access.ts";
import { TaskList } from "#app/billing/reconcile/components/task-list.tsx";
import { resolveTask } from "#app/billing/reconcile/staff-tasks.server.ts";
import { taskForm } from "#app/billing/reconcile/task-form.server.ts";
import { tasksList } from "#app/billing/staff-lists.ts";
import { getTasksPage } from "#app/billing/reconcile/tasks-page.server.ts";
import { GivenUpWork } from "#app/office/components/given-up.tsx";
import { LockedHoursList } from "#app/hours/adjustments/components/locked-hours.tsx";
import { listLocked } from "#app/hours/adjustments/thaw-account.server.ts";
import { tryAgainForm } from "#app/office/forms/try-again-form.server.ts";
import { listGivenUp, tryAgain } from "#app/office/given-up.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readFields, readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.refund_tasks_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.seeMoney);
  const { list, views } = await openList(scope, request, tasksList);
  return {
    ...(await getTasksPage(scope, list.sort)),
    list,
    views,
    givenUp: await listGivenUp(scope),
    locked: await listLocked(scope),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, billingAccess.handleMoney);
  const fields = await readFields(request.clone());
  if (fields.has("job")) return askAgain(scope, fields);
  const form = await readForm(request, taskForm);
  const task = typeof form.payload["task"] === "string" ? form.payload["task"] : "";
  if (form.status !== "success")
    return data({ task, lastResult: form.reply(), refused: false }, { status: 400 });
  const resolved = await resolveTask(scope, form.value.task, form.value.reason);
  if (!resolved.ok) return data({ task, lastResult: null, refused: true }, { status: 409 });
  return redirectWithNotice("/staff/tasks", { kind: "good", text: m.refund_task_resolved() });
}

async function askAgain(scope: StaffScope, fields: FormData) {
  const asked = tryAgainForm.safeParse(Object.fromEntries(fields));
  const done = asked.success && (await tryAgain(scope, asked.data.job)).ok;
  return redirectWithNotice(
    "/staff/tasks",
    done ? { kind: "good", text: m.desk_given_up_asked() } : { kind: "low", text: m.desk_given_up_gone() },
  );
}

export default function StaffTasks() {
  const page = useLoaderData<typeof loader>();
  return (
    <TaskList
      page={page}
      list={page.list}
      views={page.views}
      zone={page.zone}
      sent={useActionData<typeof action>() ?? null}
    >
      {page.givenUp.length + page.locked.length > 0 && (
        <>
          {page.locked.length > 0 && <LockedHoursList locked={page.locked} zone={page.zone} />}
          <GivenUpWork jobs={page.givenUp} zone={page.zone} />
        </>
      )}
    </TaskList>
  );
}
