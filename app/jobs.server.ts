import { agreementCrons, agreementJobs } from "#app/agreements/jobs.server.ts";
import { apiCrons, apiJobs } from "#app/api/jobs.server.ts";
import { contractsCrons, contractsJobs } from "#app/contracts/jobs.server.ts";
import { peopleCrons, peopleJobs } from "#app/people/jobs.server.ts";
import { billingCrons, billingJobs } from "#app/billing/jobs.server.ts";
import { connectorCrons, connectorJobs } from "#app/connectors/jobs.server.ts";
import { conversionCrons, conversionJobs } from "#app/conversion/jobs.server.ts";
import { deskCrons, deskJobs } from "#app/desk/jobs.server.ts";
import { slaJobs } from "#app/desk/sla/jobs.server.ts";
import { hoursCrons, hoursJobs } from "#app/hours/jobs.server.ts";
import { identityCrons, identityJobs } from "#app/identity/jobs.server.ts";
import { officeCrons, officeJobs } from "#app/office/jobs.server.ts";
import type { CronTable, JobTable } from "#app/platform/jobs.server.ts";
import { webhookCrons, webhookJobs } from "#app/webhooks/jobs.server.ts";
import { sendLetterJob } from "#app/platform/mail/send-letter.server.ts";
import { requestsJobs } from "#app/requests/jobs.server.ts";
import { renderLetter } from "#emails/index.ts";

/** Every job that the worker knows, a module a line. */
export const jobs: JobTable = {
  ...agreementJobs,
  ...apiJobs,
  ...billingJobs,
  ...connectorJobs,
  ...conversionJobs,
  ...deskJobs,
  ...slaJobs,
  ...contractsJobs,
  ...peopleJobs,
  ...hoursJobs,
  ...identityJobs,
  ...officeJobs,
  ...requestsJobs,
  ...webhookJobs,
  "mail.send-letter": sendLetterJob(renderLetter),
};

/** The jobs that come back by the clock. */
export const crons: CronTable = [
  ...agreementCrons,
  ...apiCrons,
  ...billingCrons,
  ...connectorCrons,
  ...contractsCrons,
  ...conversionCrons,
  ...deskCrons,
  ...hoursCrons,
  ...identityCrons,
  ...officeCrons,
  ...peopleCrons,
  ...webhookCrons,
];
