import { lockClient } from "#app/clients/client-store.server.ts";
import { tellApprovers } from "#app/desk/approvals/tell.server.ts";
import { planSteps } from "#app/desk/rules/approval.ts";
import type { Quote } from "#app/desk/rules/quote.ts";
import { insertSteps, listColleagues } from "#app/desk/store/approval-store.server.ts";
import { findVersion } from "#app/desk/store/catalogue-store.server.ts";
import {
  findChange,
  findChangeClient,
  insertChange,
  insertLine,
} from "#app/desk/store/change-store.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { startOfMonth } from "#app/platform/day.ts";
import { inScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { locales } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";

export type ReversalRefusal = "not-in-effect" | "reversed-already" | "not-undone";

/**
 * Asks to undo what a request did: a request of its own, approved by the same rules, that puts back what was ended and ends what was
 * given; who was taken on leaves again. A reversing request is not undone: the change is asked anew.
 */
export function askReversal(
  scope: Scope,
  input: { id: string; of: string },
): Promise<Result<{ id: string; number: number }, ReversalRefusal>> {
  return inScope(scope, async (tx) => {
    const clientId =
      (scope.kind === "client" ? scope.clientId : await findChangeClient(tx, input.of)) ?? notFound();
    const client = (await lockClient(tx, clientId)) ?? notFound();
    const undone = await lockRequest(tx, scope, input.of);
    const change = (await findChange(tx, clientId, input.of)) ?? notFound();
    if (change.reversedBy === input.id) return ok({ id: input.id, number: undone.number });
    if (change.reversedBy !== null || change.effectState === "undone") return refuse("reversed-already");
    if (change.reversesId !== null) return refuse("not-undone");
    if (change.effectState !== "done") return refuse("not-in-effect");
    const definition = (await findVersion(tx, change.itemId, change.version)) ?? notFound();
    const facts = (await findRequestFacts(tx, clientId, input.of)) ?? notFound();
    const today = dayIn(client.zone, now());
    const quote: Quote = {
      ...change.quote,
      onceMinor: 0,
      monthlyMinor: 0,
      thisMonthMinor: 0,
      doneBy: today,
      earliestEnd: null,
    };
    const steps = planSteps(definition.approval, {
      amountMinor: 0,
      answers: change.answers,
      requesterId: scope.userId,
      needsSecondPerson: false,
      colleagues: await listColleagues(tx, clientId, startOfDay(client.zone, startOfMonth(today))),
    });
    const created = await createRequestInside(tx, scope, {
      id: input.id,
      clientId,
      title: m.change_reversal_title({ title: facts.title }).slice(0, 140),
      description: facts.description,
      change: steps.length > 0 ? "awaiting_approval" : "new",
    });
    const ids = { clientId, requestId: created.id };
    await insertChange(tx, {
      ...ids,
      itemId: change.itemId,
      version: change.version,
      answers: change.answers,
      shown: change.shown,
      quote,
      effectAt: null,
      effectState: "pending",
      proof: null,
      proofAt: null,
      reversesId: input.of,
      earlierId: null,
      at: now(),
    });
    const [nl = "", de = "", en = ""] = locales.map((locale) => m.change_reversal_line({}, { locale }));
    await insertLine(tx, clientId, created.id, { text: { nl, de, en } });
    await insertSteps(tx, { ...ids, at: now() }, steps);
    if (steps.length > 0) await tellApprovers(tx, ids, "asked");
    return ok({ id: created.id, number: created.number });
  });
}
