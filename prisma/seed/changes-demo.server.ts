import { decideChange } from "#app/desk/approvals/decide-change.server.ts";
import { completeChange, runEffect, setChangeLine } from "#app/desk/effects/complete-change.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { takeRequestInside } from "#app/requests/take-request.server.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import type { BuiltUser } from "#test/builders/user.ts";
import { askChange } from "#test/builders/change.ts";

import { demoClientPerson } from "./demo-person.server.ts";

type Step = { scope: ClientScope | StaffScope; outcome: "approved" | "refused"; reason?: string };
type Demo = {
  /** How long ago it was asked, in hours. */
  hoursAgo: number;
  by: ClientScope;
  item: string;
  typed: Record<string, string | string[]>;
  decided?: Step;
  /** How many lines of its checklist are done; all of them and the request itself where it says so. */
  done?: number | "all";
};

const hourMs = 3_600_000;

/** Adds standard changes to the demo: one that waits for its approver, one that was refused, one under way for a later day, and two that are done. */
export async function seedChanges(today: Date): Promise<void> {
  const [petra, tom, femke] = await Promise.all(
    [
      "petra@bakkerij-jansen.example",
      "tom@bakkerij-jansen.example",
      "crediteuren@zorggroep-rivierenland.example",
    ].map(demoClientPerson),
  );
  const daan = staffScope(await staffUser("daan@helder-it.example"));
  const iris = staffScope(await staffUser("iris@helder-it.example"), "account_manager");
  if (!petra || !tom || !femke) throw new Error("The people of the demo's changes are missing");
  const on = dayIn("Europe/Amsterdam", today);
  const seatType = await asSystem(
    async (tx) => (await tx.seatType.findFirstOrThrow({ orderBy: { position: "asc" } })).id,
  );
  const tomAtWork = await employeeOf(tom.clientId, tom.userId);
  const changes: Demo[] = [
    {
      hoursAgo: 480,
      by: tom,
      item: "device",
      typed: { person: tomAtWork, kind: "screen", reason: "Tweede scherm voor de kassa" },
      decided: { scope: petra, outcome: "refused", reason: "In januari kijken we naar nieuwe schermen." },
    },
    {
      hoursAgo: 290,
      by: tom,
      item: "password-reset",
      typed: { person: tomAtWork, account: "Kassasysteem" },
      done: "all",
    },
    {
      hoursAgo: 200,
      by: femke,
      item: "leaver",
      typed: {
        person: await employeeOf(femke.clientId),
        lastDay: addDays(on, -6),
        time: "17:00",
        mail: "keep",
      },
      decided: { scope: iris, outcome: "approved" },
      done: "all",
    },
    {
      hoursAgo: 70,
      by: petra,
      item: "joiner",
      typed: {
        name: "Sanne Vos",
        email: "sanne@bakkerij-jansen.example",
        startsOn: addDays(on, 12),
        department: "Winkel",
        seatType,
        products: [],
        resources: [],
        laptop: "yes",
      },
      decided: { scope: iris, outcome: "approved" },
      done: 1,
    },
    {
      hoursAgo: 20,
      by: tom,
      item: "mailbox",
      typed: {
        kind: "mailbox",
        address: "webwinkel@bakkerij-jansen.example",
        members: "Petra Jansen\nTom de Wit",
      },
    },
  ];
  for (const change of changes) await addChange(change, today, daan);
}

async function addChange({ hoursAgo, by, item, typed, decided, done }: Demo, today: Date, daan: StaffScope) {
  const later = <T>(hours: number, run: () => Promise<T>): Promise<T> =>
    asOf(new Date(today.getTime() - Math.max(hoursAgo - hours, 0) * hourMs), run);
  const proof = { canProve: true, proved: true };
  const id = await later(0, () => withLocale("nl", () => askChange(by, item, typed, proof)));
  if (decided) {
    const { scope, outcome, reason = "" } = decided;
    const passed = await later(3, () => decideChange(scope, { id, position: 1, outcome, reason }));
    if (!passed.ok) throw new Error(`${item} was not decided: ${passed.refusal}`);
  }
  if (done === undefined) return;
  await later(5, () => inScope(daan, (tx) => takeRequestInside(tx, daan, id)));
  for (const position of await linesOf(id, done))
    await later(6, () => setChangeLine(daan, { id, position, done: true, proof: "" }));
  if (done !== "all") return;
  const completed = await later(7, () => completeChange(daan, { id, from: "in_progress" }));
  if (!completed.ok) throw new Error(`${item} was not completed: ${completed.refusal}`);
  // What was asked for an hour takes effect then.
  if (completed.value.state === "scheduled")
    await later(hoursAgo, () => runEffect({ clientId: by.clientId, requestId: id }));
}

async function linesOf(id: string, done: number | "all"): Promise<number[]> {
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ position: number }[]>`
      select position::int from change_line where request_id = ${id}::uuid order by position`,
  );
  return rows.map(({ position }) => position).slice(0, done === "all" ? undefined : done);
}

async function staffUser(email: string): Promise<BuiltUser> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ userId: string; name: string }[]>`
      select id::text as "userId", name from user_facts where email = ${email}`,
  );
  if (!found) throw new Error(`Nobody of the demo has the address ${email}`);
  return { ...found, email };
}

/** The employee whose login this is; without one, who has worked there longest among those who never sign in. */
async function employeeOf(clientId: string, userId: string | null = null): Promise<string> {
  const [found] = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select id::text from employee where client_id = ${clientId}::uuid and left_on is null
        and user_id is not distinct from ${userId}::uuid order by joined_on, name limit 1`,
  );
  return found?.id ?? "";
}
