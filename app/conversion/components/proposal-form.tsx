import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

import type { ProposalEditPage } from "#app/conversion/proposal-edit-page.server.ts";
import { mostVariants } from "#app/conversion/rules/proposal.ts";
import { leftWord } from "#app/conversion/words.ts";
import { BesideWarning } from "./beside-card.tsx";
import type { ProposalFields } from "./proposal-fields.ts";
import { VariantFields } from "./variant-fields.tsx";

interface ProposalFormProps {
  page: ProposalEditPage;
  formKey: string;
  backTo: string;
  lastResult: SubmissionResult | null;
}

/** A proposal with up to three variants; every line is on the page, so that it works without scripts. */
export function ProposalForm({ page, formKey, backTo, lastResult }: ProposalFormProps) {
  const { proposal, defaults } = page;
  const [form, fields] = useForm<Record<string, string>>({
    id: "proposal-form",
    lastResult,
    defaultValue: {
      ...Object.fromEntries(
        Object.entries(defaults).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value]] : [],
        ),
      ),
      id: formKey,
      ...(proposal && { seen: proposal.latestId }),
    },
  });
  const of = (name: string): FieldData => {
    const field = fields[name];
    if (!field) throw new Error(`the form has no field ${name}`);
    return field;
  };
  const typed = lastResult?.initialValue;
  const box = (name: string, value: string): FieldData => {
    const ticked: unknown = typed ? typed[name] : defaults[name];
    const isTicked = Array.isArray(ticked) ? ticked.includes(value) : ticked === value;
    return { id: `${name}-${value}`, name, initialValue: isTicked ? value : undefined };
  };
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-3xl flex-col gap-4.5">
      <FormError id={form.errorId} errors={form.errors} />
      <BesideWarning beside={page.beside} />
      <HiddenField field={of("id")} />
      {proposal && <HiddenField field={of("seen")} />}
      <Terms of={of} isNew={proposal === null} />
      {Array.from({ length: mostVariants }, (_, at) => (
        <VariantFields key={at} at={at} page={page} fields={{ of, box }} />
      ))}
      <Projects page={page} box={box} />
      <ButtonRow>
        <SubmitButton>{m.conversion_save_draft()}</SubmitButton>
        <LinkButton to={backTo} tone="quiet">
          {m.contracts_cancel()}
        </LinkButton>
      </ButtonRow>
    </Form>
  );
}

function Terms({ of, isNew }: { of: ProposalFields["of"]; isNew: boolean }) {
  const months = { inputMode: "numeric", width: "tiny", autoComplete: "off" } as const;
  return (
    <Card title={m.conversion_terms_title()} titleId="terms">
      <div className="grid gap-4.5 roomy:grid-cols-2">
        {isNew && (
          <TextField
            field={of("name")}
            label={m.contracts_name()}
            autoComplete="off"
            className="roomy:col-span-2"
          />
        )}
        <DayField field={of("startsOn")} label={m.contracts_starts()} />
        <TextField field={of("termMonths")} label={m.contracts_term_months()} {...months} />
        <TextField field={of("noticeMonths")} label={m.contracts_notice_months()} {...months} />
        <Select
          field={of("hoursLeft")}
          label={m.conversion_left_title()}
          options={(["credit", "keep", "refund"] as const).map((way) => ({
            value: way,
            label: leftWord(way),
          }))}
          className="roomy:col-span-2"
        />
        <TextArea
          field={of("words")}
          label={m.conversion_words()}
          hint={m.conversion_words_hint()}
          optional
          className="roomy:col-span-2"
        />
      </div>
    </Card>
  );
}

function Projects({ page: { requests }, box }: { page: ProposalEditPage; box: ProposalFields["box"] }) {
  if (requests.length === 0) return null;
  return (
    <Card title={m.conversion_projects_title()} titleId="projects">
      <p className="mb-2 text-muted">{m.conversion_projects_text()}</p>
      <div className="grid gap-x-6 roomy:grid-cols-2">
        {requests.map(({ id, title, minutes }) => (
          <Checkbox
            key={id}
            field={box("outside", id)}
            value={id}
            label={`${title} · ${formatMinutes(minutes)}`}
          />
        ))}
      </div>
    </Card>
  );
}
