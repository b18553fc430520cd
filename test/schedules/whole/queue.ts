import { billingJobs } from "#app/billing/jobs.server.ts";
import { performJob, type JobTable } from "#app/platform/jobs.server.ts";
import type { JobRow } from "#test/schedules/whole/books.ts";
import { atGate, isKilled, isOnStage } from "#test/schedules/cast.ts";
import type { House } from "#test/schedules/whole/house.ts";

const table: JobTable = billingJobs;

/** A worker does one job of the queue. Killed, it leaves the job to others; what fails comes back later; one that is done but not yet struck out may be done again. */
export async function doJob({ books, clock }: House, job: JobRow): Promise<void> {
  await books.lockJob(job.id);
  try {
    const known = table[job.task];
    if (known) await performJob(known, job.payload);
    if (isOnStage()) await atGate();
    await books.removeJob(job.id);
  } catch (error) {
    if (isKilled()) await books.unlockJob(job.id);
    else await books.failJob(job, clock.at, String(error));
  }
}
