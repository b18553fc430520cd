import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import { setPoolInside, type PoolRefusal } from "#app/people/change-holdings.server.ts";
import { newId, recordChangeInside, type Act } from "#app/people/record-change.server.ts";
import { addEmployee, setLeaving } from "#app/people/rules/employee-acts.ts";
import { assignLicence, releaseLicence } from "#app/people/rules/licence-acts.ts";
import { differencesOf, type Difference, type DifferenceAct } from "#app/people/rules/microsoft.ts";
import type { Change, Roster } from "#app/people/rules/roster.ts";
import type { StandardRefusal } from "#app/people/rules/standard-changes.ts";
import {
  appendLinks,
  appendRefusal,
  findTenant,
  listLinks,
} from "#app/people/store/microsoft-store.server.ts";
import { listProducts } from "#app/people/store/product-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type DecideRefusal = StandardRefusal | PoolRefusal | "not-proposed" | "not-allowed";
type Decided = Result<null, DecideRefusal>;

/**
 * Accepts a difference, which changes the roster from today on, or refuses it, so that it is proposed no more. One that is no longer
 * so, because the roster or what was read changed, is refused.
 */
export function decideDifference(
  scope: StaffScope,
  clientId: string,
  { key, accept }: { key: string; accept: boolean },
): Promise<Decided> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    const tenant = await findTenant(tx, clientId);
    if (!tenant?.snapshot) return notFound();
    const today = dayIn(client.zone, now());
    const differences = differencesOf(tenant.snapshot, {
      roster: await findRoster(tx, clientId),
      products: await listProducts(tx),
      links: await listLinks(tx, clientId),
      today,
    });
    const difference = differences.find((one) => one.key === key);
    if (!difference) return refuse("not-proposed");
    const done = accept
      ? await carryOut(tx, scope, { client, today }, difference)
      : await turnDown(tx, scope, clientId, key);
    if (!done.ok) return done;
    await appendAudit(tx, scope, {
      action: accept ? "microsoft.accepted" : "microsoft.refused",
      target: `client:${clientId}`,
      clientId,
      detail: { name: difference.name || difference.product },
    });
    return ok(null);
  });
}

async function turnDown(tx: Tx, scope: StaffScope, clientId: string, key: string): Promise<Decided> {
  await appendRefusal(tx, clientId, { key, at: now(), userId: scope.userId });
  return ok(null);
}

async function carryOut(
  tx: Tx,
  scope: StaffScope,
  { client, today }: { client: Client; today: Day },
  { act }: Difference,
): Promise<Decided> {
  if (act === null) return refuse("not-proposed");
  if (act.do !== "pool") return changeRoster(tx, scope, { clientId: client.id, today }, act);
  if (!may(scope, peopleAccess.editProducts)) return refuse("not-allowed");
  const { productId, quantity, termEndsOn } = act;
  return setPoolInside(tx, scope, client, {
    productId,
    quantity,
    startsOn: today,
    termEndsOn,
    reason: "Microsoft 365",
  });
}

type RosterAct = Exclude<DifferenceAct, { do: "pool" }>;
type Planned = { act: Act; decide: (roster: Roster) => Result<Change[], StandardRefusal> };

async function changeRoster(
  tx: Tx,
  scope: StaffScope,
  { clientId, today }: { clientId: string; today: Day },
  wanted: RosterAct,
): Promise<Decided> {
  const id = newId();
  const { act, decide } = plannedOf(wanted, id, today);
  const done = await recordChangeInside(tx, scope, clientId, act, decide);
  if (done.ok && wanted.do === "add")
    await appendLinks(tx, clientId, [{ objectId: wanted.objectId, employeeId: id }]);
  return done;
}

function plannedOf(wanted: RosterAct, id: string, today: Day): Planned {
  switch (wanted.do) {
    case "assign": {
      const { productId, employeeId, mailbox } = wanted;
      const target = employeeId ? `employee:${employeeId}` : `mailbox:${mailbox ?? ""}`;
      return {
        act: { action: "licence.assigned", onDay: today, target, detail: { startsOn: today } },
        decide: (roster) => assignLicence(roster, { id, productId, employeeId, mailbox, startsOn: today }),
      };
    }
    case "release": {
      const target = `licence:${wanted.assignmentId}`;
      return {
        act: { action: "licence.released", onDay: today, target, detail: { from: today } },
        decide: (roster) => releaseLicence(roster, wanted.assignmentId, today),
      };
    }
    case "add": {
      const { name, email, joinedOn } = wanted;
      const detail = { name, startsOn: joinedOn };
      const employee = {
        id,
        name,
        email,
        department: "",
        location: "",
        joinedOn,
        leftOn: null,
        userId: null,
      };
      return {
        act: { action: "employee.added", onDay: joinedOn, target: `employee:${id}`, detail },
        decide: (roster) => addEmployee(roster, employee),
      };
    }
    case "leave": {
      const target = `employee:${wanted.employeeId}`;
      return {
        act: { action: "employee.leaving-set", onDay: today, target, detail: { until: today } },
        decide: (roster) => setLeaving(roster, wanted.employeeId, { leftOn: today, release: true, newId }),
      };
    }
  }
}
