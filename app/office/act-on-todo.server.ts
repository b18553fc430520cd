import { z } from "zod";

import { actOnRequests } from "#app/desk/act-on-request.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { officeAccess } from "#app/office/access.ts";
import { setupTasks } from "#app/office/setup/rules/missing-after-setup.ts";
import { setAside } from "#app/office/setup/setup-todo.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** What became of the lines ticked: how many it was done with, and how many it could not be. */
export type TodoActed = { done: number; refused: number };

/** Does one thing with the lines of the inbox that it can be done with, each named by its kind and id; the others are left alone. Safe to repeat. */
export async function actOnTodo(
  scope: StaffScope,
  { intent, id }: { intent: "take" | "set-aside"; id: readonly string[] },
): Promise<TodoActed> {
  if (intent === "set-aside") {
    if (!may(scope, officeAccess.changeSettings)) return notFound();
    const tasks = setupTasks.filter((task) => id.includes(`setup ${task}`));
    for (const task of tasks) await setAside(scope, task);
    return { done: tasks.length, refused: 0 };
  }
  const requests = id.flatMap((line) => {
    const [kind, request = ""] = line.split(" ");
    return kind === "unassigned" && z.uuid().safeParse(request).success ? [request] : [];
  });
  const { done, refused } = await actOnRequests(scope, requests, { intent: "take" });
  return { done: done.length, refused: refused.length };
}
