import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";

import type { AttestPage } from "#app/people/attest-roster.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { Form } from "#app/ui/form.tsx";
import { FormError } from "#app/ui/notice.tsx";

import { TickRow } from "./tick-row.tsx";

type Fields = { id: string; seen: string; gone: string[]; note: string };

/** Everybody who works here, to be confirmed; who no longer does is ticked. */
export function AttestForm({
  page,
  id,
  lastResult,
}: {
  page: AttestPage;
  id: string;
  lastResult: SubmissionResult<string[]> | null;
}) {
  const [form, fields] = useForm<Fields>({
    id: `attest-${id}`,
    lastResult,
    defaultValue: { id, seen: page.seen, gone: [], note: "" },
  });
  const ticked: unknown[] = [fields.gone.initialValue].flat();
  return (
    <Card
      title={m.people_attest_list({ n: page.people.length, count: String(page.people.length) })}
      titleId="attest"
      padding="large"
    >
      <Form method="post" {...getFormProps(form)} className="grid gap-4.5">
        <FormError id={form.errorId} errors={form.errors} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="seen" value={page.seen} />
        <fieldset>
          <legend className="mb-1 text-muted">{m.people_attest_tick()}</legend>
          <div className="divide-y divide-line">
            {page.people.map((person) => (
              <TickRow
                key={person.id}
                field={{
                  id: `${form.id}-${person.id}`,
                  name: fields.gone.name,
                  initialValue: ticked.includes(person.id) ? person.id : "",
                }}
                value={person.id}
                tick={m.people_attest_gone()}
                name={person.name}
                detail={[
                  person.department,
                  m.people_since({ day: formatDay(person.joinedOn) }),
                  ...(person.leftOn ? [m.people_until({ day: formatDay(person.leftOn) })] : []),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              />
            ))}
          </div>
        </fieldset>
        <TextArea field={fields.note} label={m.people_attest_note()} optional />
        <div>
          <SubmitButton wide>{m.people_attest_confirm()}</SubmitButton>
          <p className="mt-2 text-sm text-muted">{m.people_attest_evidence()}</p>
        </div>
      </Form>
    </Card>
  );
}
