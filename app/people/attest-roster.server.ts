import { createHash } from "node:crypto";

import { lockClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { compareNames } from "#app/platform/search-key.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";

import { rosterResults, type ConfirmationResult } from "./confirmation-results.server.ts";
import { readRoster } from "./read-roster.server.ts";
import { isAtWork } from "./rules/odd.ts";
import { nextQuarter, startOfQuarter } from "./rules/quarter.ts";
import type { Employee, Roster } from "./rules/roster.ts";
import {
  appendConfirmation,
  hasConfirmation,
  listConfirmations,
  type AttestedPerson,
  type Confirmation,
} from "./store/confirmation-store.server.ts";
import { findRoster } from "./store/roster-store.server.ts";

type ShownPerson = Omit<AttestedPerson, "answer">;
export type AttestPage = {
  people: ShownPerson[];
  /** A hash of who is shown: what is attested is what was seen. */
  seen: string;
  quarterStartsOn: Day;
  quarterEndsOn: Day;
  done: Confirmation<"roster">[];
  results: ConfirmationResult[];
  zone: string;
};

/** Who works at the client today, to be attested, and what was attested before. */
export async function getAttestPage(scope: ClientScope): Promise<AttestPage> {
  const { roster, today, zone, also } = await readRoster(scope, scope.clientId, (tx) =>
    listConfirmations(tx, "roster", scope.clientId),
  );
  const people = shownPeople(roster, today);
  return {
    people,
    seen: hashOf(people),
    quarterStartsOn: startOfQuarter(today),
    quarterEndsOn: addDays(nextQuarter(today), -1),
    done: also,
    results: rosterResults(roster, also, today),
    zone,
  };
}

/** `id` is made with the form: sent twice, it is attested once. */
export type WantedAttestation = { id: string; seen: string; gone: string[]; note: string };
export type AttestRefusal = "list-changed" | "nobody-shown";

/**
 * Keeps that these people work at the client, as evidence: who was shown, what was answered, by whom and when. Whoever no longer works
 * there, and any remark, becomes a request to the MSP. Refused when the people differ from those that were seen.
 */
export function attestRoster(
  scope: ClientScope,
  wanted: WantedAttestation,
): Promise<Result<{ requested: boolean }, AttestRefusal>> {
  return inScope(scope, async (tx) => {
    const client = await lockClient(tx, scope.clientId);
    if (!client) return notFound();
    const asks = wanted.gone.length > 0 || wanted.note !== "";
    if (await hasConfirmation(tx, "roster", { clientId: scope.clientId, id: wanted.id }))
      return ok({ requested: asks });
    const at = now();
    const today = dayIn(client.zone, at);
    const shown = shownPeople(await findRoster(tx, scope.clientId), today);
    if (shown.length === 0) return refuse("nobody-shown");
    if (hashOf(shown) !== wanted.seen) return refuse("list-changed");
    const people = shown.map((person): AttestedPerson => ({
      ...person,
      answer: wanted.gone.includes(person.id) ? "gone" : "here",
    }));
    const gone = people.filter(({ answer }) => answer === "gone").map(({ name }) => name);
    if (asks)
      await createRequestInside(tx, scope, {
        id: wanted.id,
        clientId: scope.clientId,
        title: m.people_attest_request_title(),
        description: [...gone.map((name) => m.people_attest_request_gone({ name })), wanted.note]
          .filter((line) => line !== "")
          .join("\n"),
      });
    await appendConfirmation(tx, "roster", scope.clientId, {
      id: wanted.id,
      quarterStartsOn: startOfQuarter(today),
      at,
      userId: scope.userId,
      name: scope.name,
      content: { people, note: wanted.note },
      requestId: asks ? wanted.id : null,
    });
    await appendAudit(tx, scope, {
      action: "roster.attested",
      target: `attestation:${wanted.id}`,
      detail: { people: people.length, count: gone.length, from: startOfQuarter(today) },
    });
    return ok({ requested: asks });
  });
}

function shownPeople(roster: Roster, today: Day): ShownPerson[] {
  return roster.employee
    .filter((employee) => isAtWork(employee, today))
    .map(({ id, name, email, department, joinedOn, leftOn }: Employee) => ({
      id,
      name,
      email,
      department,
      joinedOn,
      leftOn,
    }))
    .sort((one, other) => compareNames(one.name, other.name) || compareNames(one.id, other.id));
}

function hashOf(people: ShownPerson[]): string {
  return createHash("sha256").update(JSON.stringify(people)).digest("hex").slice(0, 32);
}
