import type { SubmissionResult } from "@conform-to/react";

import type { StaffScope } from "#app/identity/scope.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { applyIndexation } from "./apply-indexation.server.ts";
import { withdrawTerms } from "./change-terms.server.ts";
import { contractTabForm } from "./contract-form.server.ts";
import { endCharge, takeBackCharge } from "./end-charge.server.ts";
import { undoEndOfContract } from "./end-contract.server.ts";
import { recordJob, takeBackJob } from "./record-job.server.ts";
import { withdrawVersion } from "./withdraw-version.server.ts";
import {
  chargeRefusalWord,
  contractRefusalWord,
  endContractRefusalWord,
  jobRefusalWord,
  termsRefusalWord,
} from "./words.ts";

type Sent = { ok: true; words: string } | { ok: false; status: 400 | 409; reply: SubmissionResult<string[]> };

/** Takes what the tab of a client's contracts sends: a version withdrawn, a job recorded or taken back, what a request costs ended or taken back, an end taken back. */
export async function sendContractTab(scope: StaffScope, clientId: string, request: Request): Promise<Sent> {
  const form = await readForm(request, contractTabForm);
  if (form.status !== "success") return { ok: false, status: 400, reply: form.reply() };
  const { value } = form;
  switch (value.intent) {
    case "withdraw": {
      const done = await withdrawVersion(scope, clientId, value.version);
      if (!done.ok) return refused(form.reply({ formErrors: [contractRefusalWord(done.refusal)] }));
      return { ok: true, words: m.contracts_withdrawn() };
    }
    case "job": {
      const { id, lineKey, doneOn, note } = value;
      const done = await recordJob(scope, clientId, { id, lineKey, doneOn, note });
      if (!done.ok) return refused(form.reply({ fieldErrors: { doneOn: [jobRefusalWord(done.refusal)] } }));
      return { ok: true, words: m.contracts_jobs_recorded() };
    }
    case "index": {
      const { id, contractId } = value;
      const done = await applyIndexation(scope, { clientId, contractId, id });
      if (!done.ok) return refused(form.reply({ formErrors: [contractRefusalWord(done.refusal)] }));
      return { ok: true, words: m.contracts_indexed() };
    }
    case "withdraw-terms": {
      const { contractId, terms } = value;
      const done = await withdrawTerms(scope, { clientId, contractId, id: terms });
      if (!done.ok) return refused(form.reply({ formErrors: [termsRefusalWord(done.refusal)] }));
      return { ok: true, words: m.contracts_terms_withdrawn() };
    }
    case "undo-end": {
      const done = await undoEndOfContract(scope, { clientId, contractId: value.contractId });
      if (!done.ok) return refused(form.reply({ formErrors: [endContractRefusalWord(done.refusal)] }));
      return { ok: true, words: m.contracts_end_undone() };
    }
    case "end-charge": {
      const { chargeId, lastOn } = value;
      const done = await endCharge(scope, { clientId, id: chargeId, lastOn });
      if (!done.ok)
        return refused(form.reply({ fieldErrors: { lastOn: [chargeRefusalWord(done.refusal)] } }));
      return { ok: true, words: m.contracts_charge_ended() };
    }
    case "take-back-charge":
      await takeBackCharge(scope, clientId, value.chargeId);
      return { ok: true, words: m.contracts_charge_taken_back() };
    case "take-back-job":
      await takeBackJob(scope, clientId, value.jobId);
      return { ok: true, words: m.contracts_jobs_taken_back() };
  }
}

function refused(reply: SubmissionResult<string[]>): Sent {
  return { ok: false, status: 409, reply };
}
