import { randomUUID } from "node:crypto";

import { nothing, operation } from "#app/api/operation.ts";
import {
  listOf,
  newTimeSchema,
  postedTimeSchema,
  requestParam,
  timeSchema,
  workTypeSchema,
} from "#app/api/schemas.ts";
import { findRequestRow } from "#app/api/store.server.ts";
import { hoursAccess } from "#app/hours/access.ts";
import { postTimeInside } from "#app/hours/post-time-entry.server.ts";
import { findWork } from "#app/hours/store/find-work.server.ts";
import { listWorkTypes } from "#app/hours/work-types/work-type-store.server.ts";
import { day } from "#app/platform/day.ts";
import { notFound } from "#app/platform/http.server.ts";

/** What can be read of the work on a request, and logged. */
export const timeOperations = [
  operation({
    id: "listWorkTypes",
    method: "get",
    path: "/work-types",
    tag: "Time",
    summary: "List the types of work that time can be logged as",
    scope: "requests:read",
    params: nothing,
    query: nothing,
    body: nothing,
    answer: listOf(workTypeSchema),
    status: 200,
    refusals: [],
    run: async (tx) => {
      const types = (await listWorkTypes(tx)).filter(({ active }) => active);
      return {
        ok: true,
        value: { items: types.map(({ active: _, position: _place, ...type }) => type) },
      };
    },
  }),
  operation({
    id: "listTime",
    method: "get",
    path: "/requests/{requestId}/time",
    tag: "Time",
    summary: "List the time logged on a request",
    details: "The latest 200 entries.",
    scope: "requests:read",
    params: requestParam,
    query: nothing,
    body: nothing,
    answer: listOf(timeSchema),
    status: 200,
    refusals: [],
    run: async (tx, _scope, { params: { requestId } }) => {
      const { clientId } = (await findRequestRow(tx, requestId)) ?? notFound();
      const work = await findWork(tx, { clientId, requestId, limit: 200 });
      return {
        ok: true,
        value: {
          items: work.map((row) => ({
            id: row.id,
            workedOn: row.workedOn,
            engineerName: row.engineerName,
            nature: row.nature,
            note: row.note,
            internalNote: row.internalNote,
            workedMinutes: row.workedMinutes,
            billedMinutes: row.billableMinutes,
            waitsFor: row.waits,
          })),
        },
      };
    },
  }),
  operation({
    id: "logTime",
    method: "post",
    path: "/requests/{requestId}/time",
    tag: "Time",
    summary: "Log time on a request",
    details:
      "Minutes are billed by the rule of the work type and drawn from the client's hours, in the name of the person that the key acts as.",
    scope: "time:write",
    permission: hoursAccess.logTime,
    params: requestParam,
    query: nothing,
    body: newTimeSchema,
    answer: postedTimeSchema,
    status: 201,
    refusals: [
      "no-such-work-type",
      "day-in-future",
      "not-ended",
      "too-long-ago",
      "late-without-reason",
      "below-zero-refused",
      "no-hours-account",
      "account-frozen",
    ],
    run: async (tx, scope, { params: { requestId }, body }) => {
      const { clientId } = (await findRequestRow(tx, requestId)) ?? notFound();
      const { note = "", internalNote = "", reason = "", workedOn, ...work } = body;
      const entryId = randomUUID();
      const posted = await postTimeInside(tx, scope, {
        ...work,
        ...{ entryId, clientId, requestId, note, internalNote, reason },
        workedOn: day(workedOn),
        start: null,
      });
      if (!posted.ok) return posted;
      const { steps, waits, balance } = posted.value;
      return {
        ok: true,
        value: {
          id: entryId,
          workedMinutes: steps.worked,
          billedMinutes: steps.billable,
          waitsFor: waits,
          availableMinutes: balance?.availableMinutes ?? null,
          owedMinutes: balance?.owedMinutes ?? null,
        },
      };
    },
  }),
];
