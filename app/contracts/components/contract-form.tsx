import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { ContractEditPage } from "#app/contracts/contract-edit-page.server.ts";
import { renewals } from "#app/contracts/rules/clock.ts";
import { contractKinds } from "#app/contracts/rules/contract.ts";
import { signatureChoices } from "#app/contracts/rules/price-rise.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { HiddenField } from "#app/ui/fields/hidden-field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { FormError } from "#app/ui/notice.tsx";

import { LineFields, type FieldOf } from "./line-fields.tsx";
import { contractKindWords, signatureWords } from "./line-words.ts";
import { renewalWords } from "./term-words.ts";
import { SlaFields } from "./sla-fields.tsx";

interface ContractFormProps {
  page: ContractEditPage;
  formKey: string;
  backTo: string;
  lastResult: SubmissionResult | null;
}

/** A new contract with its lines, or a further version of one; every line is on the page, so that it works without scripts. */
export function ContractForm({ page, formKey, backTo, lastResult }: ContractFormProps) {
  const { contract } = page;
  const [form, fields] = useForm<Record<string, string>>({
    id: "contract-form",
    lastResult,
    defaultValue: { ...page.defaults, id: formKey, ...(contract ? { seen: contract.latest.id } : {}) },
  });
  const fieldOf: FieldOf = (name) => {
    const field = fields[name];
    if (!field) throw new Error(`the form has no field ${name}`);
    return field;
  };
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-3xl flex-col gap-4.5">
      <FormError id={form.errorId} errors={form.errors} />
      <HiddenField field={fieldOf("id")} />
      {contract && <HiddenField field={fieldOf("seen")} />}
      {contract ? <ChangeFields fieldOf={fieldOf} /> : <FactFields fieldOf={fieldOf} />}
      <Card title={m.contracts_lines_title()} titleId="lines">
        <p className="mb-4 text-muted">{m.contracts_lines_hint()}</p>
        <div className="grid gap-6">
          {Array.from({ length: page.lineCount }, (_, at) => (
            <LineFields key={at} at={at} page={page} fieldOf={fieldOf} />
          ))}
        </div>
      </Card>
      <Card title={m.contracts_scope_title()} titleId="scope">
        <div className="grid gap-4.5">
          <TextArea
            field={fieldOf("included")}
            label={m.contracts_included_title()}
            hint={m.contracts_one_a_line()}
            optional
          />
          <TextArea
            field={fieldOf("excluded")}
            label={m.contracts_excluded_title()}
            hint={m.contracts_one_a_line()}
            optional
          />
        </div>
      </Card>
      <SlaFields fieldOf={fieldOf} />
      <ButtonRow>
        <SubmitButton>{contract ? m.contracts_save_version() : m.contracts_save_contract()}</SubmitButton>
        <LinkButton to={backTo} tone="quiet">
          {m.contracts_cancel()}
        </LinkButton>
      </ButtonRow>
    </Form>
  );
}

function ChangeFields({ fieldOf }: { fieldOf: FieldOf }) {
  return (
    <Card title={m.contracts_change_title()} titleId="change">
      <div className="grid gap-4.5">
        <DayField
          field={fieldOf("effectiveOn")}
          label={m.contracts_effective()}
          hint={m.contracts_effective_hint()}
        />
        <TextField
          field={fieldOf("reason")}
          label={m.contracts_reason()}
          hint={m.contracts_reason_hint()}
          autoComplete="off"
        />
        <Select
          field={fieldOf("signature")}
          label={m.contracts_signature()}
          hint={m.contracts_signature_hint()}
          options={signatureChoices.map((choice) => ({ value: choice, label: signatureWords[choice]() }))}
        />
      </div>
    </Card>
  );
}

function FactFields({ fieldOf }: { fieldOf: FieldOf }) {
  return (
    <Card title={m.contracts_facts_title()} titleId="facts">
      <div className="grid gap-4.5 roomy:grid-cols-2">
        <TextField field={fieldOf("name")} label={m.contracts_name()} autoComplete="off" />
        <Select
          field={fieldOf("kind")}
          label={m.contracts_kind()}
          options={contractKinds.map((kind) => ({ value: kind, label: contractKindWords[kind]() }))}
        />
        <DayField field={fieldOf("startsOn")} label={m.contracts_starts()} />
        <DayField field={fieldOf("endsOn")} label={m.contracts_ends()} optional />
        <TextField
          field={fieldOf("termMonths")}
          label={m.contracts_term_months()}
          inputMode="numeric"
          width="tiny"
          optional
        />
        <Select
          field={fieldOf("renewal")}
          label={m.contracts_renewal()}
          options={renewals.map((renewal) => ({ value: renewal, label: renewalWords[renewal]() }))}
        />
        <TextField
          field={fieldOf("renewalMonths")}
          label={m.contracts_renewal_months()}
          inputMode="numeric"
          width="tiny"
        />
        <TextField
          field={fieldOf("noticeMonths")}
          label={m.contracts_notice_months()}
          inputMode="numeric"
          width="tiny"
        />
        <Select
          field={fieldOf("indexation")}
          label={m.contracts_indexation()}
          options={[
            { value: "none", label: m.contracts_indexation_none() },
            { value: "rate", label: m.contracts_indexation_rate() },
            { value: "amount", label: m.contracts_indexation_amount() },
          ]}
        />
        <TextField
          field={fieldOf("indexationValue")}
          label={m.contracts_indexation_value()}
          inputMode="decimal"
          width="tiny"
          optional
        />
        <TextField
          field={fieldOf("indexationMonth")}
          label={m.contracts_indexation_month()}
          inputMode="numeric"
          width="tiny"
          optional
        />
        <TextField
          field={fieldOf("indexationNoticeDays")}
          label={m.contracts_indexation_notice_days()}
          hint={m.contracts_indexation_notice_hint()}
          inputMode="numeric"
          width="tiny"
          optional
        />
      </div>
    </Card>
  );
}
