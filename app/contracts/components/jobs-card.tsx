import { Form } from "@remix-run/react";

import type { StaffContractPage } from "#app/contracts/staff-contract-page.server.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

/** The jobs of a fixed price: a form that records one, and those of the last two months. */
export function JobsCard({
  page,
  newId,
  lastResult,
}: {
  page: StaffContractPage;
  newId: string;
  lastResult: Reply;
}) {
  if (page.jobLines.length === 0) return null;
  const labels = new Map(page.jobLines.map(({ key, label }) => [key, label]));
  return (
    <Card title={m.contracts_jobs_title()} titleId="jobs">
      {page.mayEdit && (
        <ActForm
          id="job"
          intent="job"
          hidden={{ id: newId }}
          lastResult={lastResult}
          defaults={{ doneOn: page.today }}
          submit={m.contracts_jobs_record()}
        >
          {(field) => (
            <div className="grid gap-4 roomy:grid-cols-3">
              <Select
                field={field("lineKey")}
                label={m.contracts_jobs_which()}
                options={page.jobLines.map(({ key, label }) => ({ value: key, label }))}
              />
              <DayField field={field("doneOn")} label={m.contracts_jobs_day()} />
              <TextField field={field("note")} label={m.contracts_jobs_note()} autoComplete="off" optional />
            </div>
          )}
        </ActForm>
      )}
      {page.jobs.length > 0 && (
        <ul className="mt-3 divide-y divide-line">
          {page.jobs.map((job) => (
            <li key={job.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
              <span className="min-w-0">
                {[formatDay(job.doneOn), labels.get(job.lineKey), job.note].filter(Boolean).join(" · ")}
              </span>
              {page.mayEdit && (
                <Form method="post">
                  <input type="hidden" name="jobId" value={job.id} />
                  <SubmitButton size="small" name="intent" value="take-back-job">
                    {m.contracts_jobs_take_back()}
                  </SubmitButton>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
