import { Form } from "@remix-run/react";

import { jobWord } from "#app/office/components/job-words.ts";
import type { GivenUp } from "#app/office/store/given-up.server.ts";
import { formatInstant, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

/** What the queue gave up, each with why and a button to have it tried again; nothing when there is none. */
export function GivenUpWork({ jobs, zone }: { jobs: GivenUp[]; zone: string }) {
  if (jobs.length === 0) return null;
  return (
    <Card title={m.desk_given_up_title()} titleId="given-up">
      <p className="mb-3 text-muted">{m.desk_given_up_text()}</p>
      <EntryList
        rows={jobs.map((job) => ({
          key: job.id,
          title: titleOf(job),
          detail: <Detail job={job} zone={zone} />,
          aside: <TryAgain job={job} />,
        }))}
      />
    </Card>
  );
}

const titleOf = ({ task, to, clientName }: GivenUp): string =>
  [jobWord(task), to, clientName].filter(Boolean).join(" · ");

function Detail({ job, zone }: { job: GivenUp; zone: string }) {
  return (
    <>
      <span className="block">
        {m.desk_given_up_tries({ tries: formatNumber(job.tries), at: formatInstant(job.since, zone) })}
      </span>
      <code className="block wrap-anywhere">{`${job.task}: ${job.error ?? ""}`}</code>
    </>
  );
}

function TryAgain({ job }: { job: GivenUp }) {
  return (
    <Form method="post">
      <input type="hidden" name="job" value={job.id} />
      <SubmitButton tone="secondary" size="small">
        {m.desk_given_up_button()}
        <VisuallyHidden> {titleOf(job)}</VisuallyHidden>
      </SubmitButton>
    </Form>
  );
}
