import type { Agreement, Signer, SignerSide } from "#app/agreements/agreement.ts";
import type { AgreementKind, AgreementState, SubjectKind } from "#app/agreements/kinds.ts";
import type { AgreementDocument } from "#app/agreements/rules/document.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

/** Which agreement; a client's person reaches their own client's alone. */
export type AgreementKey = { clientId: string; id: string };

type SqlPart = ReturnType<typeof sql>;
type Row = Omit<Agreement, "signers"> & { signers: StoredSigner[] };
type StoredSigner = Omit<Signer, "actedAt" | "remindedAt"> & {
  actedAt: string | null;
  remindedAt: string | null;
};

async function listWhere(tx: Tx, condition: SqlPart, limit = 500): Promise<Agreement[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select a.client_id::text as "clientId", c.name as "clientName", c.zone as "clientZone", a.id::text, a.number::int, a.kind,
      a.template_version as "templateVersion", a.locale, a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.revision, a.document->>'title' as title,
      encode(a.document_hash, 'hex') as "documentHash", a.state, a.created_at as "createdAt", a.expires_at as "expiresAt",
      a.closed_at as "closedAt", a.sealed_at as "sealedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'position', s.position, 'side', s.side, 'userId', s.user_id, 'name', s.name,
        'email', s.email, 'company', s.company, 'authority', s.authority, 'state', s.state, 'typedName', s.typed_name, 'actedAt', s.acted_at,
        'reason', s.reason, 'reminders', s.reminders, 'remindedAt', s.reminded_at) order by s.position, s.side, s.name, s.id), '[]')
        from agreement_signer s where s.client_id = a.client_id and s.agreement_id = a.id) as signers
    from agreement a join client_facts c on c.id = a.client_id
    where ${condition} order by a.number desc limit ${limit}`;
  return rows.map((row) => ({ ...row, signers: row.signers.map(readSigner) }));
}

function readSigner({ actedAt, remindedAt, ...signer }: StoredSigner): Signer {
  return {
    ...signer,
    actedAt: actedAt === null ? null : new Date(actedAt),
    remindedAt: remindedAt === null ? null : new Date(remindedAt),
  };
}

/** Finds an agreement by its id; null where there is none in sight. */
export async function findAgreement(tx: Tx, id: string): Promise<Agreement | null> {
  return (await listWhere(tx, sql`a.id = ${id}::uuid`, 1))[0] ?? null;
}

/** Locks an agreement until the transaction ends, and answers it as it then is; null where there is none in sight. */
export async function lockAgreement(tx: Tx, id: string): Promise<Agreement | null> {
  await tx.$queryRaw`select from agreement where id = ${id}::uuid for no key update`;
  return findAgreement(tx, id);
}

/** Lets one change at a time into the revisions of a subject. */
export async function lockSubject(
  tx: Tx,
  { subjectKind, subjectId }: { subjectKind: SubjectKind; subjectId: string },
): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('agreement ' || ${subjectKind} || ' ' || ${subjectId}, 0))::text as locked`;
}

/** The revisions for a subject, the newest first. */
export function listForSubject(tx: Tx, subjectKind: SubjectKind, subjectId: string): Promise<Agreement[]> {
  return listWhere(tx, sql`a.subject_kind = ${subjectKind} and a.subject_id = ${subjectId}`);
}

/** A client's agreements, the newest first. */
export function listOfClient(tx: Tx, clientId: string): Promise<Agreement[]> {
  return listWhere(tx, sql`a.client_id = ${clientId}::uuid`);
}

/** The newest agreements of all clients in sight, or those in one state. */
export function listAll(tx: Tx, state: AgreementState | null): Promise<Agreement[]> {
  return listWhere(tx, state === null ? sql`true` : sql`a.state = ${state}`, 200);
}

/** The clients in sight that have a signed agreement about a kind of subject. */
export async function listClientsWithSigned(tx: Tx, subjectKind: SubjectKind): Promise<string[]> {
  const rows = await tx.$queryRaw<{ clientId: string }[]>`
    select distinct client_id::text as "clientId" from agreement where subject_kind = ${subjectKind} and state = 'signed'`;
  return rows.map(({ clientId }) => clientId);
}

/** All open agreements in sight. */
export function listOpen(tx: Tx): Promise<Agreement[]> {
  return listWhere(tx, sql`a.state = 'open'`, 1000);
}

/** The signed agreements whose file has no seal yet. */
export function listUnsealed(tx: Tx): Promise<Agreement[]> {
  return listWhere(
    tx,
    sql`a.state in ('signed', 'superseded', 'cancelled') and a.sealed_at is null and exists (select from agreement_signer w
    where w.client_id = a.client_id and w.agreement_id = a.id) and not exists (select from agreement_signer w
    where w.client_id = a.client_id and w.agreement_id = a.id and w.state <> 'signed')`,
  );
}

/** The document that was shown, as it is stored. */
export async function findDocument(
  tx: Tx,
  { clientId, id }: AgreementKey,
): Promise<AgreementDocument | null> {
  const [row] = await tx.$queryRaw<{ document: AgreementDocument }[]>`
    select document from agreement where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  return row?.document ?? null;
}

/** The next number of an agreement. */
export async function nextAgreementNumber(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`select next_number('agreement')::int as number`;
  if (!row) throw new Error("no number");
  return row.number;
}

export type NewAgreement = {
  clientId: string;
  number: number;
  kind: AgreementKind;
  templateVersion: number;
  locale: string;
  subjectKind: SubjectKind;
  subjectId: string;
  revision: number;
  document: AgreementDocument;
  documentHash: string;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
};

/** Adds an open agreement; answers its id. */
export async function insertAgreement(tx: Tx, row: NewAgreement): Promise<string> {
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    insert into agreement (client_id, number, kind, template_version, locale, subject_kind, subject_id, revision, document, document_hash,
      created_at, created_by, expires_at)
    values (${row.clientId}::uuid, ${row.number}, ${row.kind}, ${row.templateVersion}::int, ${row.locale}, ${row.subjectKind}, ${row.subjectId},
      ${row.revision}::int, ${JSON.stringify(row.document)}::jsonb, decode(${row.documentHash}, 'hex'), ${row.createdAt}, ${row.createdBy}::uuid,
      ${row.expiresAt}) returning id::text`;
  if (!made) throw new Error("no agreement was added");
  return made.id;
}

export type NewSigner = {
  position: number;
  side: SignerSide;
  userId: string;
  name: string;
  email: string;
  company: string;
  authority: string;
};

/** Adds somebody who signs an agreement. */
export async function insertSigner(tx: Tx, key: AgreementKey, row: NewSigner): Promise<void> {
  await tx.$executeRaw`
    insert into agreement_signer (client_id, agreement_id, position, side, user_id, name, email, company, authority)
    values (${key.clientId}::uuid, ${key.id}::uuid, ${row.position}::int, ${row.side}, ${row.userId}::uuid, ${row.name}, ${row.email},
      ${row.company}, ${row.authority})`;
}

/** Records that somebody signed, or declined for a reason. */
export async function recordAct(
  tx: Tx,
  key: AgreementKey,
  signerId: string,
  act: { at: Date } & ({ typedName: string } | { reason: string }),
): Promise<void> {
  const typedName = "typedName" in act ? act.typedName : null;
  const reason = "reason" in act ? act.reason : null;
  await tx.$executeRaw`
    update agreement_signer set state = ${typedName === null ? "declined" : "signed"}, typed_name = ${typedName}, reason = ${reason}, acted_at = ${act.at}
    where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid and id = ${signerId}::uuid and state = 'waiting'`;
}

/** Records that somebody was reminded. */
export async function recordReminder(tx: Tx, key: AgreementKey, signerId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    update agreement_signer set reminders = reminders + 1, reminded_at = ${at}
    where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid and id = ${signerId}::uuid and state = 'waiting'`;
}

/** Moves a locked agreement to another state; a signed one keeps when it was closed. */
export async function moveAgreement(
  tx: Tx,
  key: AgreementKey,
  state: AgreementState,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    update agreement set state = ${state}, closed_at = coalesce(closed_at, ${at}) where client_id = ${key.clientId}::uuid and id = ${key.id}::uuid`;
}

/** Records when the sealed file was there; only the first time counts. */
export async function markSealed(tx: Tx, key: AgreementKey, at: Date): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update agreement set sealed_at = ${at} where client_id = ${key.clientId}::uuid and id = ${key.id}::uuid and sealed_at is null`;
  return changed > 0;
}
