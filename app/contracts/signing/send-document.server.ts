import { agreementsAccess } from "#app/agreements/access.ts";
import type { Agreement } from "#app/agreements/agreement.ts";
import { prepareAgreementInside, type PrepareRefusal } from "#app/agreements/prepare-agreement.server.ts";
import type { WantedSigner } from "#app/agreements/wanted-agreement.ts";
import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { listBuyers, listStaffIn } from "#app/clients/parties-store.server.ts";
import { countClientMonth } from "#app/contracts/count-client.server.ts";
import { documentsOf, type DocumentKind } from "#app/contracts/rules/contract-documents.ts";
import { versionOn, type ContractVersion } from "#app/contracts/rules/contract.ts";
import { addToMonth, monthOf } from "#app/contracts/rules/month.ts";
import { standingOn } from "#app/contracts/rules/terms.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { findWaiting } from "#app/contracts/store/unsigned-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { refuse, type Result } from "#app/platform/result.ts";
import { zoneAt, type ZoneText } from "#app/platform/zone-text.ts";
import { dayIn, endOfLastDay, startOfDay } from "#app/platform/zone.server.ts";

import {
  changeWords,
  managedWords,
  noticeWords,
  processingWords,
  type DocumentFacts,
  type DocumentWords,
} from "./document-words.ts";

/** For how many days after the one on which it is sent a document about a contract can be signed. */
const openDays = 30;

export type DocumentRefusal =
  | PrepareRefusal
  | "no-such-document"
  | "signer-gone"
  | "signer-twice"
  | "colleague-gone"
  | "processing-missing";

export type WantedDocument = {
  clientId: string;
  contractId: string;
  kind: DocumentKind;
  /** The client's people who sign, the first one first; each once. */
  signerIds: string[];
  /** Each is asked once the one before has signed; else all are asked at once. */
  inOrder: boolean;
  /** The colleague who signs for the MSP once the client has; null for nobody. */
  mspSignerId: string | null;
  processing: string;
  subprocessors: string;
};

/**
 * Makes a document about a contract and asks the client's people to sign it by the end of the thirtieth day from now in the client's zone,
 * or before the day of the version that waits for it, in the client's language; answers the agreement. Sent twice alike, it is one; sent with other contents, it is the next revision, and a signed one holds until that is signed.
 */
export function sendDocument(
  scope: StaffScope,
  wanted: WantedDocument,
): Promise<Result<Agreement, DocumentRefusal>> {
  return inScope(scope, async (tx) => {
    const client = (await lockClient(tx, wanted.clientId)) ?? notFound();
    const facts = await findFacts(tx, client, wanted);
    const document = documentsOf(facts.contract, facts.waiting?.id).find(({ kind }) => kind === wanted.kind);
    if (!document) return refuse("no-such-document");
    if (wanted.kind === "data-processing" && wanted.processing === "") return refuse("processing-missing");
    const refusal = await whyNotThey(tx, client.id, wanted);
    if (refusal) return refuse(refusal);
    const locale = localeOf(client.locale);
    const signers = withLocale(locale, () => signersOf(wanted));
    const prepare = <Kind extends DocumentKind>(words: (of: DocumentFacts) => DocumentWords<Kind>) =>
      prepareAgreementInside<Kind>(tx, scope, {
        ...withLocale(locale, () => words(facts)),
        ...{ clientId: client.id, locale, signers, replacesSigned: true },
        ...{ subjectKind: "contract", subjectId: document.subjectId },
        expiresAt: expiryOf(wanted.kind === "change-order" ? facts.waiting : null, client.zone),
      });
    const made = await prepareKind(wanted.kind, prepare);
    if (made.ok)
      await appendAudit(tx, scope, {
        action: "contract.document-sent",
        target: `agreement:${made.value.number}`,
        clientId: client.id,
        detail: { name: facts.contract.name, title: made.value.title },
      });
    return made;
  });
}

function expiryOf(waiting: ContractVersion | null, zone: ZoneText): Date {
  const at = now();
  if (waiting) return startOfDay(zoneAt(zone, at), waiting.effectiveOn);
  return endOfLastDay(zone, addDays(dayIn(zone, at), openDays), at);
}

type Prepare = <Kind extends DocumentKind>(
  words: (of: DocumentFacts) => DocumentWords<Kind>,
) => Promise<Result<Agreement, PrepareRefusal>>;

function prepareKind(kind: DocumentKind, prepare: Prepare): Promise<Result<Agreement, PrepareRefusal>> {
  switch (kind) {
    case "managed":
      return prepare(managedWords);
    case "data-processing":
      return prepare(processingWords);
    case "change-order":
      return prepare(changeWords);
    case "notice":
      return prepare(noticeWords);
  }
}

/** Why the chosen people can't be asked; null where they can. */
async function whyNotThey(
  tx: Tx,
  clientId: string,
  { signerIds, mspSignerId }: WantedDocument,
): Promise<DocumentRefusal | null> {
  if (new Set(signerIds).size < signerIds.length) return "signer-twice";
  const may = new Set((await listBuyers(tx, clientId)).map(({ userId }) => userId));
  if (signerIds.length === 0 || !signerIds.every((id) => may.has(id))) return "signer-gone";
  if (mspSignerId === null) return null;
  const colleagues = await listStaffIn(tx, agreementsAccess.manage.roles);
  return colleagues.some(({ userId }) => userId === mspSignerId) ? null : "colleague-gone";
}

function signersOf({ signerIds, inOrder, mspSignerId }: WantedDocument): WantedSigner[] {
  const clients = signerIds.map((userId, at) => ({
    ...{ userId, side: "client" as const, position: inOrder ? at + 1 : 1 },
    authority: m.contracts_doc_authority(),
  }));
  if (mspSignerId === null) return clients;
  const last = { userId: mspSignerId, side: "msp" as const, position: signerIds.length + 1 };
  return [...clients, { ...last, authority: m.contracts_doc_authority_msp() }];
}

/** The contract as it is, the version that waits for its change order, and what its lines come to in the next whole month of it. */
async function findFacts(
  tx: Tx,
  client: Client,
  { contractId, kind, processing, subprocessors }: WantedDocument,
): Promise<DocumentFacts & { waiting: ContractVersion | null }> {
  const contract = (await listContracts(tx, client.id)).find(({ id }) => id === contractId) ?? notFound();
  const today = dayIn(client.zone, now());
  const from = contract.startsOn > today ? contract.startsOn : today;
  const latest = contract.versions.at(-1) ?? notFound();
  const waiting = await findWaiting(tx, client.id, contractId);
  const version = kind === "change-order" ? (waiting ?? latest) : (versionOn(contract, from) ?? latest);
  const counted =
    kind === "managed" ? await countClientMonth(tx, client.id, addToMonth(monthOf(from), 1)) : null;
  const lines = (counted?.draft.lines ?? []).filter(
    (line) => line.contractId === contractId && line.detail.kind === "count" && line.detail.counts !== "once",
  );
  return {
    contract,
    standing: standingOn(contract, today),
    version,
    waiting,
    lines,
    processing,
    subprocessors,
  };
}
