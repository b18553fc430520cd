import { vatSchemeOf } from "#app/clients/rules/vat.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { officeAccess } from "#app/office/access.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requireMsp } from "#app/platform/msp.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

import { missingAfterSetup, type SetupTask } from "./rules/missing-after-setup.ts";
import { countColleagues, findSetup, lockSetup, updateSetup } from "./setup-store.server.ts";

/** What a new installation still lacks after its first run. */
export const setupTodoKinds = ["setup"] as const;
export type SetupTodoKind = (typeof setupTodoKinds)[number];

const tasks = {
  "vat-number": { title: m.setup_todo_vat, why: m.setup_todo_vat_why, to: "/staff/settings" },
  "bank-account": { title: m.setup_todo_bank, why: m.setup_todo_bank_why, to: "/staff/settings/brand" },
  logo: { title: m.setup_todo_logo, why: m.setup_todo_logo_why, to: "/staff/settings/brand" },
  colleague: { title: m.setup_todo_colleague, why: m.setup_todo_colleague_why, to: "/staff/people" },
} satisfies Record<SetupTask, { title: () => string; why: () => string; to: string }>;

/** What is still missing after the first run and was not set aside, for the owner; nothing for others, nor where there was no first run. Three queries. */
export async function listSetupTodo(tx: Tx, scope: StaffScope): Promise<TodoItem<SetupTodoKind>[]> {
  if (!may(scope, officeAccess.changeSettings)) return [];
  const setup = await findSetup(tx);
  const since = setup?.doneAt;
  if (!setup || !since) return [];
  const msp = await requireMsp(tx);
  const missing = missingAfterSetup(
    {
      vatNumber: msp.vatNumber,
      vatScheme: vatSchemeOf(msp.vatScheme),
      iban: msp.iban,
      logo: msp.logoLight,
      colleagues: await countColleagues(tx),
    },
    setup.notNeeded,
  );
  return missing.map((task) => ({
    kind: "setup",
    id: task,
    title: tasks[task].title(),
    clientName: null,
    who: null,
    why: tasks[task].why(),
    since,
    to: tasks[task].to,
  }));
}

/** The owner sets a reminder of the first run aside for good; done twice it stays so. */
export function setAside(scope: StaffScope, task: SetupTask): Promise<void> {
  return inScope(scope, async (tx) => {
    const setup = await lockSetup(tx);
    if (!setup?.doneAt || setup.notNeeded.includes(task)) return;
    await updateSetup(tx, { notNeeded: [...setup.notNeeded, task] });
    await appendAudit(tx, scope, { action: "msp.not-needed", detail: { kind: task } });
  });
}
