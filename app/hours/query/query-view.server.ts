import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { lastDayToAsk, whyNoQuery, type NoQuery } from "#app/hours/rules/contest.ts";
import { isLead, mayApprove } from "#app/hours/rules/approval.ts";
import type { EntryTalk, TalkLine, TalkQuery, TalkStep } from "#app/hours/store/entry-talk.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { dayIn } from "#app/platform/zone.server.ts";

export type ShownLine = Omit<TalkLine, "on"> & { on: Day };
export type ShownQuery = Omit<TalkQuery, "lines"> & { lines: ShownLine[] };
export type ShownStep = Omit<TalkStep, "on"> & { on: Day };
/** What the client's page of an entry says about questions and approval; `noQuery` is why the client can't contest it now (null: it can), `askUntil` the last day for it. */
export type ClientTalk = {
  queries: ShownQuery[];
  open: ShownQuery | null;
  noQuery: NoQuery | null;
  askUntil: Day;
  approval: {
    state: "pending" | "rejected" | "approved" | "withdrawn";
    awaits: "lead" | "client";
    mayDecide: boolean;
    steps: ShownStep[];
  } | null;
};

/** Turns what was said about an entry into what this person of the client reads of it. */
export function clientTalk(
  scope: ClientScope,
  talk: EntryTalk,
  entry: { deleted: boolean; revision: number },
): ClientTalk {
  const queries = talk.queries.map(showQuery);
  const recordedOn = day(talk.recordedOn);
  const { approval } = talk;
  return {
    queries,
    open: queries.find((query) => query.state === "open") ?? null,
    noQuery: whyNoQuery(
      { ...entry, recordedOn, askedRevisions: queries.map((query) => query.revision) },
      talk.queryDays,
      dayIn(talk.zone, now()),
    ),
    askUntil: lastDayToAsk(recordedOn, talk.queryDays),
    approval: approval && {
      state: approval.state,
      awaits: approval.awaits,
      mayDecide:
        approval.state === "pending" &&
        mayApprove(scope, {
          clientId: scope.clientId,
          awaits: approval.awaits,
          engineerId: approval.engineerId,
        }),
      steps: approval.steps.map(showStep),
    },
  };
}

/** What the staff's page of an entry says about questions and approval; a draft is an entry that has not counted yet. */
export type StaffTalk = {
  queries: ShownQuery[];
  openQueryId: string | null;
  steps: ShownStep[];
  draft: {
    state: "pending" | "rejected";
    awaits: "lead" | "client";
    version: number;
    late: boolean;
    reason: string | null;
    mayChange: boolean;
    mayWithdraw: boolean;
  } | null;
};

/** Turns what was said about an entry into what staff read of it, and may do. */
export function staffTalk(scope: StaffScope, { queries, approval }: EntryTalk): StaffTalk {
  const own = approval?.engineerId === scope.userId;
  return {
    queries: queries.map(showQuery),
    openQueryId: queries.find((query) => query.state === "open")?.id ?? null,
    steps: (approval?.steps ?? []).map(showStep),
    draft:
      approval && (approval.state === "pending" || approval.state === "rejected")
        ? {
            state: approval.state,
            awaits: approval.awaits,
            version: approval.version,
            late: approval.late,
            reason: approval.reason,
            mayChange: own,
            mayWithdraw: own || isLead(scope.role),
          }
        : null,
  };
}

/** A query with its days as `Day`. */
export function showQuery(query: TalkQuery): ShownQuery {
  return { ...query, lines: query.lines.map((line) => ({ ...line, on: day(line.on) })) };
}

/** A step of an approval with its day as `Day`. */
export function showStep(step: TalkStep): ShownStep {
  return { ...step, on: day(step.on) };
}
