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

import { rightsResults, type ConfirmationResult } from "./confirmation-results.server.ts";
import { readRoster } from "./read-roster.server.ts";
import { resourceLines } from "./rules/holdings-view.ts";
import { nextQuarter, startOfQuarter } from "./rules/quarter.ts";
import type { Roster } from "./rules/roster.ts";
import {
  appendConfirmation,
  hasConfirmation,
  listConfirmations,
  type Confirmation,
  type ReviewedRight,
} from "./store/confirmation-store.server.ts";
import { findRoster } from "./store/roster-store.server.ts";

type ShownRight = Omit<ReviewedRight, "decision">;
export type ReviewPage = {
  rights: ShownRight[];
  /** A hash of what is shown: what is decided is about what was seen. */
  seen: string;
  quarterStartsOn: Day;
  quarterEndsOn: Day;
  done: Confirmation<"rights">[];
  results: ConfirmationResult[];
  zone: string;
};

/** Every access right of today, leavers' first, to be decided about, and what was decided before. */
export async function getReviewPage(scope: ClientScope): Promise<ReviewPage> {
  const { roster, today, zone, also } = await readRoster(scope, scope.clientId, (tx) =>
    listConfirmations(tx, "rights", scope.clientId),
  );
  const rights = shownRights(roster, today);
  return {
    rights,
    seen: hashOf(rights),
    quarterStartsOn: startOfQuarter(today),
    quarterEndsOn: addDays(nextQuarter(today), -1),
    done: also,
    results: rightsResults(roster, also, today),
    zone,
  };
}

/** `id` is made with the form: sent twice, it is one review. `end` names the rights that must go. */
export type WantedReview = { id: string; seen: string; end: string[]; note: string };
export type ReviewRefusal = "rights-changed" | "no-rights";

/** Keeps what the manager decided about each right, as evidence; what must go, and any remark, becomes a request to the MSP. Refused when the rights differ from those that were seen. */
export function reviewRights(
  scope: ClientScope,
  wanted: WantedReview,
): Promise<Result<{ requested: boolean }, ReviewRefusal>> {
  return inScope(scope, async (tx) => {
    const { clientId } = scope;
    const client = await lockClient(tx, clientId);
    if (!client) return notFound();
    const asks = wanted.end.length > 0 || wanted.note !== "";
    if (await hasConfirmation(tx, "rights", { clientId, id: wanted.id })) return ok({ requested: asks });
    const at = now();
    const today = dayIn(client.zone, at);
    const shown = shownRights(await findRoster(tx, clientId), today);
    if (shown.length === 0) return refuse("no-rights");
    if (hashOf(shown) !== wanted.seen) return refuse("rights-changed");
    const rights = shown.map((right): ReviewedRight => ({
      ...right,
      decision: wanted.end.includes(right.id) ? "end" : "keep",
    }));
    const ended = rights.filter(({ decision }) => decision === "end");
    if (asks)
      await createRequestInside(tx, scope, {
        id: wanted.id,
        clientId,
        title: m.people_review_request_title(),
        description: [
          ...ended.map(({ person, resource }) => m.people_review_request_end({ person, resource })),
          wanted.note,
        ]
          .filter((line) => line !== "")
          .join("\n"),
      });
    await appendConfirmation(tx, "rights", clientId, {
      id: wanted.id,
      quarterStartsOn: startOfQuarter(today),
      at,
      userId: scope.userId,
      name: scope.name,
      content: { rights, note: wanted.note },
      requestId: asks ? wanted.id : null,
    });
    await appendAudit(tx, scope, {
      action: "rights.reviewed",
      target: `rights-review:${wanted.id}`,
      detail: { rows: rights.length, count: ended.length, from: startOfQuarter(today) },
    });
    return ok({ requested: asks });
  });
}

function shownRights(roster: Roster, today: Day): ShownRight[] {
  return resourceLines(roster, today)
    .flatMap((resource) =>
      resource.holders.map(({ key, name, level, since, leftOn }) => ({
        id: key,
        person: name,
        resource: resource.name,
        level,
        since,
        leftOn,
      })),
    )
    .sort(
      (one, other) =>
        Number(one.leftOn === null) - Number(other.leftOn === null) ||
        compareNames(one.person, other.person) ||
        compareNames(one.id, other.id),
    );
}

function hashOf(rights: ShownRight[]): string {
  return createHash("sha256").update(JSON.stringify(rights)).digest("hex").slice(0, 32);
}
