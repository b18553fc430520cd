import { z } from "zod";

import { deskAccess } from "#app/desk/access.ts";
import { decideChange, withdrawChange } from "#app/desk/approvals/decide-change.server.ts";
import { takeLineOver } from "#app/desk/automation/answer-call.server.ts";
import { callAgain } from "#app/desk/automation/call-automation.server.ts";
import { changeRefusalWords } from "#app/desk/components/change-words.ts";
import { askReversal } from "#app/desk/effects/ask-reversal.server.ts";
import { closeChange } from "#app/desk/effects/close-change.server.ts";
import { addChangeLine, completeChange, setChangeLine } from "#app/desk/effects/complete-change.server.ts";
import type { ClientScope, Scope, StaffScope } from "#app/identity/scope.ts";
import { may } from "#app/identity/permission.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { quantityField } from "#app/platform/typed/fields.ts";
import { requestStates } from "#app/requests/rules/request-state.ts";

const reason = z.string().trim().max(500).default("");
const position = quantityField({ least: 1, most: 100 });
const decision = [
  z.object({ intent: z.literal("approve"), position, reason }),
  z.object({ intent: z.literal("refuse"), position, reason }),
  z.object({ intent: z.literal("undo"), id: z.uuid() }),
] as const;

/** What a client's person does with a standard change. */
export const clientChangeForms = [...decision, z.object({ intent: z.literal("withdraw") })] as const;
/** What staff do with one. */
export const staffChangeForms = [
  ...decision,
  z.object({ intent: z.literal("line"), position, proof: z.string().trim().max(300).default("") }),
  z.object({ intent: z.literal("undo-line"), position }),
  z.object({ intent: z.literal("call-again"), position }),
  z.object({ intent: z.literal("take-over"), position }),
  z.object({ intent: z.literal("add-line"), text: z.string().trim().min(3).max(200) }),
  z.object({ intent: z.literal("complete"), from: z.enum(requestStates) }),
  z.object({ intent: z.literal("close"), from: z.enum(requestStates), reason }),
] as const;

type Decision = z.output<(typeof decision)[number]>;
export type ClientChangeForm = z.output<(typeof clientChangeForms)[number]>;
export type StaffChangeForm = z.output<(typeof staffChangeForms)[number]>;
/** What to say of an act: that it is done (and where to go on), or why it is not, and which field must say more. */
export type ChangeReply = { done: string; to?: string } | { refused: string; field?: "reason" };

const changeIntents = staffChangeForms.map((form) => form.shape.intent.value);

/** Tells what staff do with a standard change from what they do with any request. */
export function isChangeForm(form: { intent: string }): form is StaffChangeForm {
  return changeIntents.some((intent) => intent === form.intent);
}

/** Does what a client's person sent from a request's page. */
export async function actOnOwnChange(
  scope: ClientScope,
  id: string,
  form: ClientChangeForm,
): Promise<ChangeReply> {
  if (form.intent !== "withdraw") return decideOrUndo(scope, id, form);
  const done = await withdrawChange(scope, id);
  return done.ok
    ? { done: m.change_did_withdraw({ number: done.value.number }) }
    : { refused: changeRefusalWords(done.refusal) };
}

/** Does what staff sent from a request's page. */
export async function actOnChange(
  scope: StaffScope,
  id: string,
  form: StaffChangeForm,
): Promise<ChangeReply> {
  switch (form.intent) {
    case "approve":
    case "refuse":
    case "undo":
      return decideOrUndo(scope, id, form);
    case "complete": {
      const done = await completeChange(scope, { id, from: form.from });
      if (!done.ok) return { refused: changeRefusalWords(done.refusal) };
      const { number, state } = done.value;
      return {
        done: state === "scheduled" ? m.change_did_schedule({ number }) : m.change_did_complete({ number }),
      };
    }
    case "close": {
      const done = await closeChange(scope, { id, from: form.from, reason: form.reason });
      return done.ok
        ? { done: m.change_did_close({ number: done.value.number }) }
        : { refused: changeRefusalWords(done.refusal) };
    }
    case "line":
    case "undo-line": {
      const proof = form.intent === "line" ? form.proof : "";
      const done = await setChangeLine(scope, {
        id,
        position: form.position,
        done: form.intent === "line",
        proof,
      });
      return done.ok ? { done: m.change_did_line() } : { refused: changeRefusalWords(done.refusal) };
    }
    case "call-again": {
      const done = await callAgain(scope, { id, position: form.position });
      return done.ok ? { done: m.automation_called_again() } : { refused: changeRefusalWords(done.refusal) };
    }
    case "take-over": {
      const done = await takeLineOver(scope, { id, position: form.position });
      return done.ok ? { done: m.automation_now_yours() } : { refused: changeRefusalWords(done.refusal) };
    }
    case "add-line": {
      const done = await addChangeLine(scope, { id, text: form.text });
      return done.ok ? { done: m.change_did_line() } : { refused: changeRefusalWords(done.refusal) };
    }
  }
}

async function decideOrUndo(scope: Scope, id: string, form: Decision): Promise<ChangeReply> {
  // A permission decides before the step does: to others the act does not exist.
  const decides = scope.kind === "staff" ? deskAccess.approveAtMsp : deskAccess.approve;
  if (form.intent !== "undo" && !may(scope, decides)) return notFound();
  if (form.intent === "undo") {
    const asked = await askReversal(scope, { id: form.id, of: id });
    if (!asked.ok) return { refused: changeRefusalWords(asked.refusal) };
    const base = scope.kind === "staff" ? "/staff/requests" : "/requests";
    return { done: m.change_did_undo({ number: asked.value.number }), to: `${base}/${asked.value.id}` };
  }
  const outcome = form.intent === "approve" ? "approved" : "refused";
  const done = await decideChange(scope, { id, position: form.position, outcome, reason: form.reason });
  if (!done.ok)
    return {
      refused: changeRefusalWords(done.refusal),
      ...(done.refusal === "reason-missing" && { field: "reason" }),
    };
  const { number } = done.value;
  return {
    done: outcome === "approved" ? m.change_did_approve({ number }) : m.change_did_refuse({ number }),
  };
}
