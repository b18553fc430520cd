import { randomUUID } from "node:crypto";

import { listAnswers, type CannedAnswer } from "#app/desk/store/answer-store.server.ts";
import { listClocks } from "#app/desk/store/clock-store.server.ts";
import { listStaff } from "#app/desk/store/queue-store.server.ts";
import {
  findRequest,
  listMergedHere,
  type MergedRequest,
  type RequestDetail,
} from "#app/desk/store/request-detail.server.ts";
import { findTimer, type Timer } from "#app/desk/store/timer-store.server.ts";
import { clockState, type ClockKind } from "#app/desk/rules/clock-facts.ts";
import { findWork, type WorkRow } from "#app/hours/store/find-work.server.ts";
import type { Scope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { listFiles, type RequestFile } from "#app/requests/store/file-store.server.ts";
import {
  listComments,
  listNotes,
  longestConversation,
  type Comment,
  type Note,
} from "#app/requests/store/conversation.server.ts";

/** A promise as its page shows it; client and staff see the same instants. */
export type ShownClock = {
  kind: ClockKind;
  state: ReturnType<typeof clockState>;
  targetMinutes: number;
  dueAt: Date | null;
  leftMinutes: number | null;
  metAt: Date | null;
};

export type RequestPage = {
  request: RequestDetail;
  entries: WorkRow[];
  /** The newest of them; `hasOlder` where older ones are not shown. */
  comments: Comment[];
  hasOlder: boolean;
  files: RequestFile[];
  clocks: ShownClock[];
  /** For the next comment: the form sent twice is one comment. */
  commentId: string;
};
export type StaffRequestPage = RequestPage & {
  colleagues: { id: string; name: string }[];
  notes: Note[];
  noteId: string;
  answers: CannedAnswer[];
  /** Requests that went into this one. */
  mergedHere: MergedRequest[];
  /** The timer of who reads this, on whichever request it runs. */
  timer: Timer | null;
};

/** A request with its conversation, its clocks and the work on it, as this person may see it; a 404 for what is not theirs. */
export function getRequestPage(scope: Scope, id: string): Promise<RequestPage> {
  return readInScope(scope, (tx) => readPage(tx, scope, id));
}

/** The same for staff, with internal notes, the people that it may be given to, canned answers and the reader's timer. */
export function getStaffRequestPage(scope: StaffScope, id: string): Promise<StaffRequestPage> {
  return readInScope(scope, async (tx) => {
    const page = await readPage(tx, scope, id);
    return {
      ...page,
      colleagues: await listStaff(tx),
      notes: await listNotes(tx, page.request),
      noteId: randomUUID(),
      answers: await listAnswers(tx),
      mergedHere: await listMergedHere(tx, page.request),
      timer: await findTimer(tx, scope.userId),
    };
  });
}

async function readPage(tx: Tx, scope: Scope, id: string): Promise<RequestPage> {
  const at = now();
  const request = await findRequest(tx, scope, id);
  const { clientId } = request;
  const entries = await findWork(tx, { clientId, requestId: request.id, limit: 200 });
  const clocks = await listClocks(tx, { clientId, requestId: request.id });
  const comments = await listComments(tx, request);
  return {
    request,
    // What was sent back is the engineer's to change first.
    entries: scope.kind === "client" ? entries.filter(({ waits }) => waits !== "rejected") : entries,
    comments,
    hasOlder: comments.length === longestConversation,
    files: await listFiles(tx, request),
    clocks: clocks.map(({ priority: _, warnAt: _warn, warnedAt: _warned, ...clock }) => ({
      ...clock,
      state: clockState(clock, at),
    })),
    commentId: randomUUID(),
  };
}
