import type { Tx } from "#app/platform/db.server.ts";

/** Work in the background that failed every time it was tried; `to` is whom a letter was for. */
export type GivenUp = {
  id: string;
  task: string;
  to: string | null;
  clientName: string | null;
  error: string | null;
  tries: number;
  since: Date;
};

/** What the queue gave up, the oldest first. */
export async function listGivenUpJobs(tx: Tx): Promise<GivenUp[]> {
  return tx.$queryRaw<GivenUp[]>`
    select g.id::text, g.task, l.recipient as to, c.name as "clientName", g.error, g.tries, g.since
    from given_up_jobs() g
    left join letter_facts l on g.task = 'mail.send-letter' and l.id::text = g.payload->>'letterId'
    left join client_facts c on c.id = l.client_id
    order by g.since, g.id`;
}

/** How many jobs the queue gave up. */
export async function countGivenUpJobs(tx: Tx): Promise<{ count: number } | null> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from given_up_jobs()`;
  return row ?? null;
}

/** Has a job that was given up tried afresh; without a task where it is gone. */
export async function tryJobAgain(tx: Tx, jobId: string): Promise<{ task: string | null } | null> {
  const [row] = await tx.$queryRaw<{ task: string | null }[]>`select try_job_again(${jobId}::bigint) as task`;
  return row ?? null;
}
