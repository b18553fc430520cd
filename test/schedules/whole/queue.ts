import { billingJobs } from "#app/billing/jobs.server.ts";
import { performJob, type JobTable } from "#app/platform/jobs.server.ts";
import type { JobRow } from "#test/schedules/whole/records.ts";
import { atGate, isKilled, isOnStage } from "#test/schedules/actor-scheduler.ts";
import type { ScheduleApp } from "#test/schedules/whole/schedule-app.ts";

const table: JobTable = billingJobs;

/** A worker does one job of the queue. Killed, it leaves the job to others; what fails comes back later; one that is done but not yet struck out may be done again. */
export async function doJob({ records, clock }: ScheduleApp, job: JobRow): Promise<void> {
  await records.lockJob(job.id);
  try {
    const known = table[job.task];
    if (known) await performJob(known, job.payload);
    if (isOnStage()) await atGate();
    await records.removeJob(job.id);
  } catch (error) {
    if (isKilled()) await records.unlockJob(job.id);
    else await records.failJob(job, clock.at, String(error));
  }
}
