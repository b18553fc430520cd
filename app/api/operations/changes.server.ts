import { randomUUID } from "node:crypto";

import { nothing, operation, type Answer, type FieldProblem } from "#app/api/operation.ts";
import { acting, lockedRevision, reading, requireRow, shown } from "#app/api/operations/requests.server.ts";
import {
  askerQuery,
  changeSchema,
  completionSchema,
  itemFormSchema,
  itemParam,
  itemSchema,
  lineSchema,
  newChangeSchema,
  personSchema,
} from "#app/api/change-schemas.ts";
import { clientParam, listOf, requestParam } from "#app/api/schemas.ts";
import { findLiveClient } from "#app/clients/client-store.server.ts";
import { askOnBehalfInside, type Asked } from "#app/desk/catalogue/ask-for-change.server.ts";
import { findAsker } from "#app/desk/catalogue/asker.server.ts";
import { readCatalogue, readItemPage } from "#app/desk/catalogue/catalogue-page.server.ts";
import { problemText } from "#app/desk/components/change-words.ts";
import {
  completeChangeInside,
  endSessionsOf,
  setChangeLineInside,
} from "#app/desk/effects/complete-change.server.ts";
import type { AnswerProblem } from "#app/desk/rules/answers.ts";
import { listMembers, listSteps } from "#app/desk/store/approval-store.server.ts";
import { findChange, listLines } from "#app/desk/store/change-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { refusalWords as peopleRefusals } from "#app/people/words.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** What can be read of standard changes and done with them. */
export const changeOperations = [
  operation({
    ...reading,
    id: "listPeople",
    path: "/clients/{clientId}/people",
    tag: "Clients",
    summary: "List a client's people who have access to the portal",
    details: "Requests can be taken in for them.",
    scope: "people:read",
    params: clientParam,
    query: nothing,
    answer: listOf(personSchema),
    run: async (tx, _scope, { params: { clientId } }) => {
      if (!(await findLiveClient(tx, clientId))) return notFound();
      const members = await listMembers(tx, clientId);
      return {
        ok: true,
        value: { items: members.map(({ userId, name, role }) => ({ id: userId, name, role })) },
      };
    },
  }),
  operation({
    ...reading,
    id: "listItems",
    path: "/clients/{clientId}/catalogue",
    tag: "Changes",
    summary: "List the standard changes that a client's person may ask for",
    params: clientParam,
    query: askerQuery,
    answer: listOf(itemSchema),
    run: async (tx, _scope, { params: { clientId }, query: { requesterId } }) => {
      const asker = await findAsker(tx, { clientId, requesterId });
      return { ok: true, value: { items: await readCatalogue(tx, asker) } };
    },
  }),
  operation({
    ...reading,
    id: "getItem",
    path: "/clients/{clientId}/catalogue/{itemId}",
    tag: "Changes",
    summary: "Read the questions of a standard change",
    details: "With the choices that the client's own records offer this person now.",
    params: itemParam,
    query: askerQuery,
    answer: itemFormSchema,
    run: async (tx, _scope, { params: { clientId, itemId }, query: { requesterId } }) => {
      const { item, fields } = await readItemPage(
        tx,
        await findAsker(tx, { clientId, requesterId }),
        itemId,
        null,
      );
      return {
        ok: true,
        value: {
          item,
          questions: fields.map(({ key, type, label, required, many, options, values, show }) => ({
            ...{ key, type, label, required, many, values, conditional: show !== undefined },
            options: options.map((option) => ({ value: option.value, label: option.label })),
          })),
        },
      };
    },
  }),
  operation({
    ...reading,
    id: "getChange",
    path: "/requests/{requestId}/change",
    tag: "Changes",
    summary: "Read what a standard change asks",
    details: "Its answers, approvals and checklist. A plain request has none: 404.",
    params: requestParam,
    query: nothing,
    answer: changeSchema,
    run: async (tx, _scope, { params: { requestId } }) => ({
      ok: true,
      value: await readShown(tx, requestId),
    }),
  }),
  operation({
    ...acting,
    id: "createChange",
    path: "/changes",
    tag: "Changes",
    summary: "Take in a standard change for a client's person",
    details:
      "It waits for the client's approval where its rules ask for one. A question for a file can't be answered here.",
    params: nothing,
    body: newChangeSchema,
    status: 201,
    refusals: ["answers-wrong", "files-missing"],
    run: async (tx, scope, { body: { clientId, requesterId, itemId, answers, priority, checked = "" } }) => {
      const asked = await askOnBehalfInside(
        tx,
        scope,
        { clientId, requesterId },
        {
          ...{ id: randomUUID(), itemId, checked, priority, seen: null },
          sent: new Map(answers.map(({ key, values }) => [key, values])),
        },
      );
      if (asked.kind !== "sent") return notSent(asked);
      return { ok: true, value: shown(await requireRow(tx, asked.id)) };
    },
  }),
  operation({
    ...acting,
    revision: lockedRevision,
    id: "tickLine",
    path: "/requests/{requestId}/change/lines",
    tag: "Changes",
    summary: "Mark a line of the checklist as done, or as open again",
    details: "Done twice, it keeps who did it first.",
    body: lineSchema,
    answer: changeSchema,
    refusals: ["no-such-step", "not-allowed"],
    run: async (tx, scope, { params: { requestId }, body: { position, done, proof = "" } }) => {
      const set = await setChangeLineInside(tx, scope, { id: requestId, position, done, proof });
      return set.ok ? { ok: true, value: await readShown(tx, requestId) } : set;
    },
  }),
  operation({
    ...acting,
    id: "completeChange",
    path: "/requests/{requestId}/change/completion",
    tag: "Changes",
    summary: "Complete a standard change",
    details:
      "Once every line is done: what it asked becomes true, and what it costs is charged. One whose day lies ahead is scheduled. What the client's records refuse is named, and changes nothing.",
    body: completionSchema,
    refusals: [
      ...["changed-meanwhile", "lines-open", "no-such-step", "not-allowed", "not-due", "already-done"],
      ...Object.keys(peopleRefusals),
    ],
    run: async (tx, scope, { params: { requestId }, body: { from } }) => {
      const done = await completeChangeInside(tx, scope, { id: requestId, from });
      if (!done.ok) return done;
      const value = shown(await requireRow(tx, requestId));
      return { ok: true, value, after: () => endSessionsOf(done.value) };
    },
  }),
];

async function readShown(tx: Tx, requestId: string) {
  const { clientId, revision } = await requireRow(tx, requestId);
  const change = (await findChange(tx, clientId, requestId)) ?? notFound();
  const steps = await listSteps(tx, clientId, requestId);
  const lines = await listLines(tx, clientId, requestId);
  return {
    ...{ requestId, itemId: change.itemId, effect: change.effect, effectState: change.effectState },
    effectAt: change.effectAt?.toISOString() ?? null,
    answers: change.shown.map(({ key, type, label, text }) => ({ key, type, label, text })),
    onceMinor: change.quote.onceMinor,
    monthlyMinor: change.quote.monthlyMinor,
    currency: change.quote.currency,
    proof: change.proof,
    askedByName: change.askedByName,
    approvals: steps.map(({ position, group, state, needed, approvers, decisions }) => ({
      ...{ position, group, state, needed },
      approvers: approvers.map(({ name }) => name),
      decisions: decisions.map(({ byName, outcome, reason, at }) => ({
        ...{ name: byName, outcome, reason },
        at: new Date(at).toISOString(),
      })),
    })),
    lines: lines.map(({ position, text, doneAt, doneBy, proof, call }) => ({
      ...{ position, text: inLanguage(text), proof, automated: call !== null, doneByName: doneBy },
      doneAt: doneAt?.toISOString() ?? null,
    })),
    revision,
  };
}

/** Why a change was not taken in, question by question. */
function notSent(asked: Exclude<Asked, { kind: "sent" }>): Answer<never> {
  if (asked.kind === "wrong")
    return { ok: false, refusal: "answers-wrong", errors: Object.entries(asked.problems).map(problemOf) };
  const files = asked.kind === "files-missing" ? asked.keys : [];
  return { ok: false, refusal: "files-missing", errors: files.map((key) => problemOf([key, "missing"])) };
}

function problemOf([key, code]: [string, AnswerProblem]): FieldProblem {
  const words = problemText(code, { type: "line", min: null, max: null, earliest: null });
  return { in: "body", pointer: `/answers/${key}`, code, detail: words || code };
}
