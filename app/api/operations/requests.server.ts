import { randomUUID } from "node:crypto";

import type { z } from "zod";

import { listPage } from "#app/api/list-page.server.ts";
import { nothing, operation, type Answer } from "#app/api/operation.ts";
import {
  assignmentSchema,
  colleagueSchema,
  commentQuery,
  commentSchema,
  listOf,
  moveSchema,
  newCommentSchema,
  newRequestSchema,
  pageOf,
  prioritySchema,
  requestParam,
  requestQuery,
  requestSchema,
} from "#app/api/schemas.ts";
import { findRequestRow, listRequestRows, type RequestRow } from "#app/api/store.server.ts";
import { actOnRequestInside, type Acted } from "#app/desk/act-on-request.server.ts";
import { listStaff } from "#app/desk/store/queue-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { addNoteInside } from "#app/requests/add-note.server.ts";
import { createRequestInside } from "#app/requests/create-request.server.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";
import { listWritten } from "#app/requests/store/conversation.server.ts";

/** A request as the API answers it. */
export const shown = (row: RequestRow) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  dueAt: row.dueAt?.toISOString() ?? null,
  url: `${env().origin}/staff/requests/${row.id}`,
});

const listed = ({ place: _, ...row }: RequestRow & { place: string }) => shown(row);

/** Changes that are under way may be committed after later ones: within this time a list of changes leaves them out. */
const settledMs = 20_000;

/** A request; a 404 where there is none. */
export const requireRow = async (tx: Tx, id: string): Promise<RequestRow> =>
  (await findRequestRow(tx, id)) ?? notFound();

/** The revision of a request that nobody else changes until the transaction ends. */
export async function lockedRevision(
  tx: Tx,
  scope: StaffScope,
  { requestId }: z.output<typeof requestParam>,
): Promise<number> {
  await lockRequest(tx, scope, requestId);
  return (await requireRow(tx, requestId)).revision;
}

/** What an act answers: the request as it is now, or why it was left as it is. */
async function after(tx: Tx, id: string, acted: Acted): Promise<Answer<ReturnType<typeof shown>>> {
  return acted.ok
    ? { ok: true, value: shown(await requireRow(tx, id)) }
    : { ok: false, refusal: acted.refusal };
}

/** What operations that read of requests have in common. */
export const reading = {
  method: "get",
  tag: "Requests",
  scope: "requests:read",
  body: nothing,
  status: 200,
  refusals: [],
} as const;
/** What operations that act on a request have in common. */
export const acting = {
  method: "post",
  tag: "Requests",
  scope: "requests:write",
  permission: requestsAccess.work,
  params: requestParam,
  query: nothing,
  answer: requestSchema,
  status: 200,
} as const;

/** What can be read of requests and done with them. */
export const requestOperations = [
  operation({
    ...reading,
    id: "listRequests",
    path: "/requests",
    summary: "List requests",
    details:
      "In the order in which they changed last, the oldest change first. A comment counts as a change, an internal note and a time entry do not.",
    params: nothing,
    query: requestQuery,
    answer: pageOf(requestSchema),
    run: (tx, _scope, { query }) => {
      const { clientId, state, updatedSince } = query;
      const updated = updatedSince
        ? { from: new Date(updatedSince), until: new Date(now().getTime() - settledMs) }
        : null;
      return listPage(
        query,
        (cursor, limit) => listRequestRows(tx, { clientId, state, updated }, cursor, limit),
        listed,
      );
    },
  }),
  operation({
    ...reading,
    id: "getRequest",
    path: "/requests/{requestId}",
    summary: "Read a request",
    params: requestParam,
    query: nothing,
    answer: requestSchema,
    run: async (tx, _scope, { params }) => ({
      ok: true,
      value: shown(await requireRow(tx, params.requestId)),
    }),
  }),
  operation({
    ...reading,
    id: "listComments",
    path: "/requests/{requestId}/comments",
    summary: "List what was written on a request",
    details: "Comments and internal notes, oldest first.",
    params: requestParam,
    query: commentQuery,
    answer: pageOf(commentSchema),
    run: async (tx, _scope, { params, query }) => {
      const request = await requireRow(tx, params.requestId);
      return listPage(
        { ...query, of: request.id },
        (cursor, limit) => listWritten(tx, request, cursor, limit),
        ({ place: _, ...one }) => ({ ...one, createdAt: one.createdAt.toISOString() }),
      );
    },
  }),
  operation({
    ...reading,
    id: "listColleagues",
    path: "/colleagues",
    summary: "List the people of the MSP",
    details: "To assign requests to.",
    params: nothing,
    query: nothing,
    answer: listOf(colleagueSchema),
    run: async (tx) => ({ ok: true, value: { items: await listStaff(tx) } }),
  }),
  operation({
    ...acting,
    id: "createRequest",
    path: "/requests",
    summary: "Take in a request for a client",
    params: nothing,
    body: newRequestSchema,
    status: 201,
    refusals: [],
    run: async (tx, scope, { body: { description = "", ...asked } }) => {
      const { id } = await createRequestInside(tx, scope, { id: randomUUID(), ...asked, description });
      return { ok: true, value: shown(await requireRow(tx, id)) };
    },
  }),
  operation({
    ...acting,
    revision: lockedRevision,
    id: "moveRequest",
    path: "/requests/{requestId}/state",
    summary: "Change the state of a request",
    details: "A standard change is completed by completeChange, not by this.",
    body: moveSchema,
    refusals: ["changed-meanwhile", "no-such-step", "has-checklist"],
    run: async (tx, scope, { params: { requestId }, body }) =>
      after(tx, requestId, await actOnRequestInside(tx, scope, requestId, { intent: "move", ...body })),
  }),
  operation({
    ...acting,
    revision: lockedRevision,
    id: "assignRequest",
    path: "/requests/{requestId}/assignee",
    summary: "Give a request to somebody of the MSP, or to nobody",
    body: assignmentSchema,
    refusals: ["changed-meanwhile", "not-staff"],
    run: async (tx, scope, { params: { requestId }, body }) =>
      after(tx, requestId, await actOnRequestInside(tx, scope, requestId, { intent: "assign", ...body })),
  }),
  operation({
    ...acting,
    revision: lockedRevision,
    id: "prioritiseRequest",
    path: "/requests/{requestId}/priority",
    summary: "Set how urgent a request is",
    body: prioritySchema,
    refusals: ["is-done"],
    run: async (tx, scope, { params: { requestId }, body }) =>
      after(tx, requestId, await actOnRequestInside(tx, scope, requestId, { intent: "priority", ...body })),
  }),
  operation({
    ...acting,
    id: "addComment",
    path: "/requests/{requestId}/comments",
    summary: "Write on a request",
    details: "A public comment is sent to who asked; the first one is the first response.",
    body: newCommentSchema,
    answer: commentSchema,
    status: 201,
    refusals: ["is-done"],
    run: async (tx, scope, { params: { requestId }, body: { body, internal } }) => {
      const id = randomUUID();
      const written = { id, requestId, body };
      if (internal) await addNoteInside(tx, scope, written);
      const acted = internal
        ? null
        : await actOnRequestInside(tx, scope, requestId, { intent: "comment", id, body });
      if (acted && !acted.ok) return { ok: false, refusal: acted.refusal };
      const createdAt = now().toISOString();
      return { ok: true, value: { id, authorName: scope.name, byStaff: true, internal, body, createdAt } };
    },
  }),
];
