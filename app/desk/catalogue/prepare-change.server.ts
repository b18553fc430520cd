import { createHash } from "node:crypto";

import type { Client } from "#app/clients/client-store.server.ts";
import {
  fileQuestions,
  readAnswers,
  textAnswer,
  type Answers,
  type ReadAnswers,
  type ShownAnswer,
} from "#app/desk/rules/answers.ts";
import { planSteps, type Colleague, type PlannedStep } from "#app/desk/rules/approval.ts";
import type { Definition, EffectKind, Field } from "#app/desk/rules/definition.ts";
import { previewForClient, type PreviewLine } from "#app/desk/effects/preview-effect.server.ts";
import { hasAlready } from "#app/desk/rules/has-already.ts";
import { readEffect } from "#app/desk/rules/effect-answers.ts";
import { findLeaverProblems } from "#app/desk/rules/leaver.ts";
import { amountOf, quoteFor, type Quote } from "#app/desk/rules/quote.ts";
import type { SeatTerms } from "#app/desk/rules/seat-price.ts";
import { listApprovers } from "#app/desk/store/approval-store.server.ts";
import type { OfferedItem } from "#app/desk/store/catalogue-store.server.ts";
import { findTwin, listLeaving, type Twin } from "#app/desk/store/change-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import type { Roster } from "#app/people/rules/roster.ts";
import { startOfMonth } from "#app/platform/day.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { readMailAddress } from "#app/platform/typed/mail-address.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { instantAt, startOfDay } from "#app/platform/zone.server.ts";

import type { Asker } from "./asker.server.ts";
import { readChoices, type Choices } from "./choices.server.ts";

export type Sent = ReadonlyMap<string, readonly string[]>;

/** A request as it would be sent: what was answered, what it costs, who approves it. */
export type Prepared = {
  read: ReadAnswers;
  /** The questions that a file answers, which is sent with the last step. */
  files: Field[];
  quote: Quote;
  steps: PlannedStep[];
  colleagues: Colleague[];
  title: string;
  effectAt: Date | null;
  /** The same, asked before and still open, where its requester may know of it; null for none. */
  twin: Twin | null;
  /** It is about somebody else, or always asks for proof of who asks. */
  needsProof: boolean;
  choices: Choices;
  /** What it would change, as far as its requester may know that. */
  changes: PreviewLine[];
  /** A hash of what the requester reads before sending. */
  seen: string;
};

/** Works out the request of an id from what a form sent, by the client's records as they are now; the same for the preview and under the lock. */
export async function prepareChange(
  tx: Tx,
  scope: Asker,
  client: Client,
  {
    id,
    item,
    sent,
    canProve,
    coming,
    byPhone = false,
  }: {
    id: string;
    item: OfferedItem;
    sent: Sent;
    canProve: boolean;
    coming?: readonly SeatTerms[] | undefined;
    /** Staff write down what somebody asked who is not signed in: what asks for proof of anybody does so of them. */
    byPhone?: boolean;
  },
): Promise<Prepared> {
  const { definition } = item;
  const choices = await readChoices(tx, scope, client, definition, coming);
  const colleagues = await listApprovers(tx, client.id, startOfDay(client.zone, startOfMonth(choices.today)));
  const answered = readAnswers(definition, sent, {
    options: choices.options,
    today: choices.today,
    words: ({ label }) => inLanguage(label),
    yesNo: { yes: m.change_yes(), no: m.change_no() },
    readAddress: readMailAddress,
  });
  const leaving = definition.effect === "leaver" ? await listLeaving(tx, client.id, id) : [];
  const leaverProblems = findLeaverProblems(definition, answered.answers, {
    userOf: (employeeId) => choices.roster.employee.find((one) => one.id === employeeId)?.userId ?? null,
    colleagues,
    isLeaving: (employeeId) => leaving.includes(employeeId),
  });
  const read = { ...answered, problems: { ...answered.problems, ...leaverProblems } };
  if (Object.keys(read.problems).length === 0)
    Object.assign(read.problems, asksTwice(scope, choices, readEffect(definition.effect, read.answers)));
  const quote = quoteFor(definition, read.answers, choices.facts);
  const needsProof = byPhone
    ? definition.verify !== "never"
    : asksProof(definition, read.answers, choices.roster, scope.userId);
  const steps = planSteps(definition.approval, {
    amountMinor: amountOf(quote),
    answers: read.answers,
    requesterId: scope.userId,
    needsSecondPerson: needsProof && !canProve,
    colleagues,
  });
  const title = titleOf(definition, read.shown);
  const twin =
    definition.effect === "none"
      ? null
      : await findTwin(tx, {
          ...{ clientId: client.id, itemId: item.id, title, but: id },
          onlyOf: may(scope, requestsAccess.seeAll) ? null : scope.userId,
        });
  return {
    read,
    twin,
    files: fileQuestions(definition, read.answers),
    quote,
    steps,
    colleagues,
    title,
    effectAt: effectInstant(definition.effect, read, client.zone),
    needsProof,
    choices,
    changes: await previewForClient(tx, scope, {
      ...{ clientId: client.id, reversesId: null, effect: definition.effect },
      ...{ answers: read.answers, shown: read.shown },
    }),
    seen: createHash("sha256")
      .update(JSON.stringify([item.version, quote, steps, read.shown]))
      .digest("base64url"),
  };
}

/** Whether who asks proves who they are: always, never, or where an answer names somebody else. */
export function asksProof(
  { verify, fields }: Pick<Definition, "verify" | "fields">,
  answers: Answers,
  roster: Pick<Roster, "employee">,
  userId: string,
): boolean {
  if (verify !== "somebody-else") return verify === "always";
  const people = fields.filter(({ type }) => type === "person").map(({ key }) => textAnswer(answers, key));
  return people.some(
    (id) => id !== null && roster.employee.find((employee) => employee.id === id)?.userId !== userId,
  );
}

/** What is asked for and there already, for those who may know of it: their own, or everybody's. */
function asksTwice(
  scope: Asker,
  { roster, today }: Choices,
  effect: ReturnType<typeof readEffect>,
): ReadAnswers["problems"] {
  const has = hasAlready(effect, roster, today);
  const isOwn = roster.employee.some(({ id, userId }) => id === has?.employeeId && userId === scope.userId);
  return has && (isOwn || may(scope, peopleAccess.seeRoster)) ? { [has.field]: "has-already" } : {};
}

const naming = ["person", "device", "product", "resource", "right", "line"];
const longestTitle = 140;

/** The item's name with what it is about; of who leaves, that person alone. */
function titleOf({ title: named, effect }: Definition, shown: readonly ShownAnswer[]): string {
  const title = inLanguage(named);
  const about = shown
    .filter(({ key, type }) => (effect === "leaver" ? key === "person" : naming.includes(type)))
    .map(({ text }) => text);
  const whole = about.length === 0 ? title : `${title}: ${about.slice(0, 2).join(" · ")}`;
  return whole.length > longestTitle ? `${whole.slice(0, longestTitle - 1)}…` : whole;
}

/** When the effect begins: a joiner's first day, the hour at which somebody leaves; null for what counts once it is completed. */
function effectInstant(kind: EffectKind, { answers, problems }: ReadAnswers, zone: ZoneText): Date | null {
  if (Object.keys(problems).length > 0) return null;
  const effect = readEffect(kind, answers);
  if (effect?.kind === "joiner") return startOfDay(zone, effect.employee.joinedOn);
  return effect?.kind === "leaver" ? instantAt(zone, effect.lastDay, effect.time) : null;
}
