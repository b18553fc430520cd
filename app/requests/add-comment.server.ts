import { appendAudit } from "#app/identity/audit.server.ts";
import { wantsLetter } from "#app/identity/letter-kinds.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { hasRoomFor, keepFilesInside } from "#app/requests/keep-files.server.ts";
import { moveRequestInside } from "#app/requests/move-request.server.ts";
import type { CheckedFile } from "#app/requests/read-files.server.ts";
import { isClosed, nextStates, type RequestState } from "#app/requests/rules/request-state.ts";
import { appendComment } from "#app/requests/store/conversation.server.ts";
import {
  lockMergeTarget,
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/store/lock-request.server.ts";
import { changeRequest, findColleague, findRequester } from "#app/requests/store/request-store.server.ts";

export type CommentRefusal = "is-done" | "no-such-step" | "too-many-files";
export type Commented = { ok: true; value: { number: number } } | RequestRefused<CommentRefusal>;
export type NewComment = {
  /** Made with the form: sent twice, it is one comment. */
  id: string;
  requestId: string;
  body: string;
  /** What staff do with the request together with the answer. */
  then?: "waiting" | "done" | undefined;
  files?: readonly CheckedFile[] | undefined;
};

/**
 * Writes on a request for the client's and the MSP's people to read. The first one by staff is the first response. An answer of the client's
 * lets a request that waited for it, or rests, go on. Written on a request that went into another, it counts for that one.
 */
export function addComment(scope: Scope, input: NewComment): Promise<Commented> {
  return inScope(scope, (tx) => addCommentInside(tx, scope, input));
}

/** The same in the caller's transaction. */
export async function addCommentInside(tx: Tx, scope: Scope, input: NewComment): Promise<Commented> {
  const asked = await lockRequest(tx, scope, input.requestId);
  const request = asked.mergedInto ? await lockMergeTarget(tx, asked) : asked;
  const then = scope.kind === "staff" ? input.then : undefined;
  const answer = { id: input.id, authorId: scope.userId, body: input.body, byStaff: scope.kind === "staff" };
  if (scope.kind === "client" && isClosed(request.state)) return refuseRequest(request, "is-done");
  const moves = then !== undefined && then !== request.state;
  if (moves && !nextStates("staff", request).includes(then)) return refuseRequest(request, "no-such-step");
  const files = input.files ?? [];
  if (!(await hasRoomFor(tx, asked, files))) return refuseRequest(request, "too-many-files");
  if (!(await appendComment(tx, asked, answer))) return { ok: true, value: { number: request.number } };
  await changeRequest(tx, request, {
    ...(answer.byStaff && request.firstResponseAt === null ? { firstResponseAt: now() } : {}),
    ...(answer.byStaff ? {} : { snoozedUntil: null, ...resumed(request) }),
  });
  if (moves)
    await moveRequestInside(tx, scope, { id: request.id, from: request.state, to: then }, { quiet: true });
  await tellOther(tx, scope, request, {
    id: input.id,
    body: input.body,
    then: then ?? null,
    files: files.map(({ name }) => name),
  });
  await keepFilesInside(tx, scope, asked, { commentId: input.id }, files);
  await appendAudit(tx, scope, {
    action: "request.commented",
    target: `request:${request.number}`,
    clientId: request.clientId,
  });
  return { ok: true, value: { number: request.number } };
}

/** Where an answer of the client's brings a request that waited for it. */
function resumed({ state, assigneeId }: LockedRequest): { state?: RequestState } {
  return state === "waiting" ? { state: assigneeId === null ? "new" : "in_progress" } : {};
}

/** Writes to the other side: to who asked, or to who works on it (the MSP's own address where nobody does). */
async function tellOther(
  tx: Tx,
  scope: Scope,
  request: LockedRequest,
  comment: { id: string; body: string; then: "waiting" | "done" | null; files: string[] },
): Promise<void> {
  const msp = await requireMsp(tx);
  const forStaff = scope.kind === "client";
  const person = forStaff
    ? ((await findColleague(tx, request.assigneeId)) ?? {
        name: null,
        email: msp.email,
        locale: msp.locale,
        mutedLetters: [],
      })
    : await findRequester(tx, request);
  // An answer that ends the request is sent to who wants either.
  const kinds = comment.then === "done" ? (["answers", "done"] as const) : (["answers"] as const);
  if (!person || !kinds.some((kind) => wantsLetter(person, kind))) return;
  await queueLetter(tx, {
    key: `request-comment:${comment.id}`,
    clientId: request.clientId,
    to: person.email,
    locale: localeOf(person.locale),
    thread: threadOf(request.id),
    template: "request-comment",
    props: {
      number: request.number,
      title: request.title,
      body: comment.body,
      then: comment.then,
      forStaff,
      files: comment.files,
      name: person.name,
      authorName: scope.name,
      mspName: msp.name,
      url: `${env().origin}${forStaff ? "/staff" : ""}/requests/${request.id}`,
    },
  });
}
