import type { SubmissionResult } from "@conform-to/react";

import type { StaffScope } from "#app/identity/scope.ts";
import { readForm } from "#app/platform/form.server.ts";

import { makeProposal, reviseProposal } from "./make-proposal.server.ts";
import {
  newProposalForm,
  proposalFormLimits,
  readProposal,
  revisedProposalForm,
} from "./proposal-form.server.ts";
import { proposalRefusalWord } from "./words.ts";

/** What became of a form: where to go on, or what is to be shown above it. */
export type Sent = { ok: true; id: string } | { ok: false; reply: SubmissionResult; status: number };

/** Makes a proposal of a posted form. */
export async function sendNewProposal(scope: StaffScope, clientId: string, request: Request): Promise<Sent> {
  const form = await readForm(request, newProposalForm, proposalFormLimits);
  if (form.status !== "success") return { ok: false, reply: form.reply(), status: 400 };
  const { version, costs, errors } = readProposal(form.value);
  if (Object.keys(errors).length > 0)
    return { ok: false, reply: form.reply({ fieldErrors: errors }), status: 400 };
  const { id, name } = form.value;
  const made = await makeProposal(scope, { clientId, id, name, version, costs });
  if (made.ok) return { ok: true, id };
  return { ok: false, reply: form.reply({ formErrors: [proposalRefusalWord(made.refusal)] }), status: 409 };
}

/** Changes a proposal by a posted form. */
export async function sendRevisedProposal(
  scope: StaffScope,
  { clientId, id }: { clientId: string; id: string },
  request: Request,
): Promise<Sent> {
  const form = await readForm(request, revisedProposalForm, proposalFormLimits);
  if (form.status !== "success") return { ok: false, reply: form.reply(), status: 400 };
  const { version, costs, errors } = readProposal(form.value);
  if (Object.keys(errors).length > 0)
    return { ok: false, reply: form.reply({ fieldErrors: errors }), status: 400 };
  const { id: newId, seen } = form.value;
  const changed = await reviseProposal(scope, { clientId, id, newId, seen, version, costs });
  if (changed.ok) return { ok: true, id };
  return {
    ok: false,
    reply: form.reply({ formErrors: [proposalRefusalWord(changed.refusal)] }),
    status: 409,
  };
}
