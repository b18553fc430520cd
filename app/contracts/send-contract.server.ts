import type { SubmissionResult } from "@conform-to/react";

import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { readForm } from "#app/platform/form.server.ts";

import { addVersion, makeContract, type ContractRefusal } from "./add-version.server.ts";
import {
  newContractForm,
  readLineErrors,
  readNewContract,
  readVersion,
  versionForm,
  type FormErrors,
} from "./contract-form.server.ts";
import { findWaiting } from "./store/unsigned-store.server.ts";
import { contractRefusalWord, isOfDay } from "./words.ts";

/** How a form of a contract was taken: well, and whether the version waits for its signature; or with what the form shows again. */
type Sent =
  { ok: true; waits: boolean } | { ok: false; status: 400 | 409; reply: SubmissionResult<string[]> };

/** Ten lines have more fields than most forms. */
const limits = { mostFields: 300 };

/** Takes the form of a new contract and makes it. */
export async function sendContract(scope: StaffScope, clientId: string, request: Request): Promise<Sent> {
  const form = await readForm(request, newContractForm, limits);
  if (form.status !== "success")
    return { ok: false, status: 400, reply: form.reply(readLineErrors(form.payload)) };
  const version = readVersion(form.value, form.value.startsOn, null);
  if (!version.ok) return wrong(form, version.errors);
  const made = await makeContract(scope, {
    clientId,
    id: form.value.id,
    contract: readNewContract(form.value),
    version: version.value,
  });
  return made.ok ? { ok: true, waits: false } : refused(form, made.refusal, "startsOn");
}

/** Takes the form of a further version of a contract and adds it. */
export async function sendVersion(
  scope: StaffScope,
  clientId: string,
  contractId: string,
  request: Request,
): Promise<Sent> {
  const form = await readForm(request, versionForm, limits);
  if (form.status !== "success")
    return { ok: false, status: 400, reply: form.reply(readLineErrors(form.payload)) };
  const { id, seen, effectiveOn, reason, signature } = form.value;
  const version = readVersion(form.value, effectiveOn, reason);
  if (!version.ok) return wrong(form, version.errors);
  const wanted = { clientId, contractId, id, seen, version: version.value, signature };
  const done = await addVersion(scope, wanted);
  if (!done.ok) return refused(form, done.refusal, "effectiveOn");
  const waiting = await readInScope(scope, (tx) => findWaiting(tx, clientId, contractId));
  return { ok: true, waits: waiting?.id === id };
}

type Replies = {
  reply: (said: { fieldErrors?: FormErrors; formErrors?: string[] }) => SubmissionResult<string[]>;
};

function wrong(form: Replies, fieldErrors: FormErrors): Sent {
  return { ok: false, status: 400, reply: form.reply({ fieldErrors }) };
}

function refused(form: Replies, refusal: ContractRefusal, dayField: string): Sent {
  const words = [contractRefusalWord(refusal)];
  const reply = isOfDay(refusal)
    ? form.reply({ fieldErrors: { [dayField]: words } })
    : form.reply({ formErrors: words });
  return { ok: false, status: 409, reply };
}
