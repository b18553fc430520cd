import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";

import type { ReviewPage } from "#app/people/review-rights.server.ts";
import { levelWords } from "#app/people/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";

import { TickRow } from "./tick-row.tsx";

type Fields = { id: string; seen: string; end: string[]; note: string };

interface ReviewFormProps {
  page: ReviewPage;
  id: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** Every access right, to be kept or ended; those of people who left are ticked already. */
export function ReviewForm({ page, id, lastResult }: ReviewFormProps) {
  const [form, fields] = useForm<Fields>({
    id: `review-${id}`,
    lastResult,
    defaultValue: {
      id,
      seen: page.seen,
      end: page.rights.filter(({ leftOn }) => leftOn !== null).map((right) => right.id),
      note: "",
    },
  });
  const ticked: unknown[] = [fields.end.initialValue].flat();
  return (
    <Card
      title={m.people_review_list({ n: page.rights.length, count: String(page.rights.length) })}
      titleId="review"
      padding="large"
    >
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <FormError id={form.errorId} errors={form.errors} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="seen" value={page.seen} />
        <fieldset>
          <legend className="mb-1 text-muted">{m.people_review_tick()}</legend>
          <div className="divide-y divide-line">
            {page.rights.map((right) => (
              <TickRow
                key={right.id}
                field={{
                  id: `${form.id}-${right.id}`,
                  name: fields.end.name,
                  initialValue: ticked.includes(right.id) ? right.id : "",
                }}
                value={right.id}
                tick={m.people_review_end()}
                name={`${right.person} · ${right.resource}`}
                detail={
                  <>
                    {[levelWords[right.level](), m.people_since({ day: formatDay(right.since) })].join(" · ")}
                    {right.leftOn && (
                      <span className="block font-semibold text-negative">
                        {m.people_left_on({ day: formatDay(right.leftOn) })}
                      </span>
                    )}
                  </>
                }
              />
            ))}
          </div>
        </fieldset>
        <TextArea field={fields.note} label={m.people_attest_note()} optional />
        <div>
          <SubmitButton wide>{m.people_review_confirm()}</SubmitButton>
          <p className="mt-2 text-sm text-muted">{m.people_review_evidence()}</p>
        </div>
      </Form>
    </Card>
  );
}
