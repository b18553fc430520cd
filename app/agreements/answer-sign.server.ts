import { data } from "@remix-run/node";

import type { IdentityProof } from "#app/identity/require-proof.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PaperBusyError } from "#app/platform/pdf/render-paper.server.ts";

import { openToSign } from "./agreement-page.server.ts";
import { consentSentences } from "./consent.ts";
import { declineAgreement } from "./end-agreement.server.ts";
import { reasonForm, signForm } from "./forms.server.ts";
import { signAgreement } from "./sign-agreement.server.ts";
import { endRefusalWords, signRefusalWords } from "./words.ts";

/** Answers a posted signature: on to `to`, or the form with what is wrong (400), or why it can't be signed (409). */
export async function answerSign(
  request: Request,
  { scope, proof }: { scope: Scope; proof: IdentityProof },
  { agreementId, to }: { agreementId: string; to: string },
) {
  const { agreement, mine } = await openToSign(scope, agreementId);
  const form = await readForm(request, signForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const sentences = mine ? consentSentences(agreement, mine) : { read: "", agree: "" };
  const { seen, typedName, endSeen } = form.value;
  const consent = [sentences.read, sentences.agree];
  const signed = await unlessBusy(() =>
    signAgreement(scope, proof, { agreementId, seen, typedName, endSeen, consent }),
  );
  if (signed === null) return data(form.reply({ formErrors: [m.agreements_busy()] }), { status: 503 });
  if (!signed.ok) {
    const words = [signRefusalWords[signed.refusal]()];
    const reply =
      signed.refusal === "name-differs" ? { fieldErrors: { typedName: words } } : { formErrors: words };
    return data(form.reply(reply), { status: 409 });
  }
  const text = signed.value.state === "signed" ? m.agreements_signed_all() : m.agreements_signed_wait();
  return redirectWithNotice(to, { kind: "good", text });
}

/** What is answered, or null where too many papers are being written to write one more. */
async function unlessBusy<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof PaperBusyError) return null;
    throw error;
  }
}

/** Answers a posted refusal to sign. */
export async function answerDecline(request: Request, scope: Scope, agreementId: string, to: string) {
  await openToSign(scope, agreementId);
  const form = await readForm(request, reasonForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const declined = await declineAgreement(scope, agreementId, form.value.reason);
  if (!declined.ok)
    return data(form.reply({ formErrors: [endRefusalWords[declined.refusal]()] }), { status: 409 });
  return redirectWithNotice(to, { kind: "info", text: m.agreements_declined_done() });
}
