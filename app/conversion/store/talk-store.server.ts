import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What a client asked at a line (or about the whole), and the answer. */
export type ProposalQuestion = {
  id: string;
  lineKey: string | null;
  words: string;
  askedBy: string;
  askedAt: Date;
  answer: string | null;
  answeredBy: string | null;
};
export type ProposalNote = { id: string; words: string; writtenBy: string; writtenAt: Date };
export type ProposalApproval = { approvedBy: string; approvedAt: Date; reason: string; marginMinor: number };
type Key = { clientId: string; id: string };

/** The questions about a proposal, oldest first. */
export function listQuestions(tx: Tx, { clientId, id }: Key): Promise<ProposalQuestion[]> {
  return tx.$queryRaw<ProposalQuestion[]>`
    select q.id::text, q.line_key::text as "lineKey", q.words, a.name as "askedBy", q.asked_at as "askedAt", q.answer, b.name as "answeredBy"
    from proposal_question q join user_facts a on a.id = q.asked_by left join user_facts b on b.id = q.answered_by
    where q.client_id = ${clientId}::uuid and q.proposal_id = ${id}::uuid order by q.asked_at, q.id`;
}

/** Keeps a question; false when its id is there already. */
export async function appendQuestion(
  tx: Tx,
  { clientId, id }: Key,
  given: { questionId: string; lineKey: string | null; words: string; askedBy: string },
): Promise<boolean> {
  const { questionId, ...said } = given;
  const { count } = await tx.proposalQuestion.createMany({
    data: [{ ...said, clientId, id: questionId, proposalId: id, askedAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Keeps the answer to a question; false where it has one, or is not there. */
export async function answerQuestion(
  tx: Tx,
  { clientId, id }: Key,
  given: { questionId: string; answer: string; answeredBy: string },
): Promise<boolean> {
  const { count } = await tx.proposalQuestion.updateMany({
    where: { clientId, proposalId: id, id: given.questionId, answer: null },
    data: { answer: given.answer, answeredBy: given.answeredBy, answeredAt: now() },
  });
  return count === 1;
}

/** What the MSP's people wrote about a proposal, oldest first. */
export function listNotes(tx: Tx, { clientId, id }: Key): Promise<ProposalNote[]> {
  return tx.$queryRaw<ProposalNote[]>`
    select n.id::text, n.words, u.name as "writtenBy", n.written_at as "writtenAt" from proposal_note n join user_facts u on u.id = n.written_by
    where n.client_id = ${clientId}::uuid and n.proposal_id = ${id}::uuid order by n.written_at, n.id`;
}

/** Keeps a note; one of an id that is there stays as it was. */
export async function appendNote(
  tx: Tx,
  { clientId, id }: Key,
  given: { noteId: string; words: string; writtenBy: string },
): Promise<void> {
  const { noteId, ...said } = given;
  await tx.proposalNote.createMany({
    data: [{ ...said, clientId, id: noteId, proposalId: id, writtenAt: now() }],
    skipDuplicates: true,
  });
}

/** The owner's word on a version; null while there is none. */
export async function findApproval(
  tx: Tx,
  clientId: string,
  versionId: string,
): Promise<ProposalApproval | null> {
  const [row] = await tx.$queryRaw<ProposalApproval[]>`
    select u.name as "approvedBy", a.approved_at as "approvedAt", a.reason, a.margin_minor as "marginMinor" from proposal_approval a
    join user_facts u on u.id = a.approved_by where a.client_id = ${clientId}::uuid and a.version_id = ${versionId}::uuid`;
  return row ?? null;
}

/** Keeps the owner's word on a version, with the margin that was approved in minor units; the first one stays. */
export async function appendApproval(
  tx: Tx,
  given: { clientId: string; versionId: string; approvedBy: string; reason: string; marginMinor: number },
): Promise<boolean> {
  const { count } = await tx.proposalApproval.createMany({
    data: [{ ...given, approvedAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}
