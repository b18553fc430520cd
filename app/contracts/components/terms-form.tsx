import type { TermsPage } from "#app/contracts/terms-page.server.ts";
import { renewals } from "#app/contracts/rules/clock.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

import { renewalWords } from "./term-words.ts";

interface TermsFormProps {
  page: TermsPage;
  formKey: string;
  backTo: string;
  lastResult: Reply;
}

/** Other terms of a contract from a day on, filled with those that it has. */
export function TermsForm({ page, formKey, backTo, lastResult }: TermsFormProps) {
  return (
    <Card padding="large" className="max-w-2xl">
      <p className="mb-4 text-muted">{m.contracts_terms_text()}</p>
      <ActForm
        id="terms-form"
        intent="terms"
        hidden={{ id: formKey }}
        lastResult={lastResult}
        defaults={page.defaults.change}
        submit={m.contracts_terms_save()}
        tone="primary"
      >
        {(field) => (
          <>
            {/* What stands here now: whoever was told of another's change has seen it by the time of saving again. */}
            <input type="hidden" name="seen" value={page.defaults.change["seen"]} />
            <TermsFields field={field} />
          </>
        )}
      </ActForm>
      <LinkButton to={backTo} tone="quiet" className="mt-3">
        {m.contracts_cancel()}
      </LinkButton>
    </Card>
  );
}

function TermsFields({ field }: { field: (name: string) => FieldData }) {
  const months = { inputMode: "numeric", width: "tiny" } as const;
  return (
    <div className="grid gap-4.5 roomy:grid-cols-2">
      <DayField field={field("countsFrom")} label={m.contracts_terms_counts_from()} />
      <DayField
        field={field("termEndsOn")}
        label={m.contracts_terms_ends_on()}
        hint={m.contracts_terms_ends_on_hint()}
        optional
      />
      <Select
        field={field("renewal")}
        label={m.contracts_renewal()}
        options={renewals.map((renewal) => ({ value: renewal, label: renewalWords[renewal]() }))}
      />
      <TextField field={field("renewalMonths")} label={m.contracts_renewal_months()} {...months} />
      <TextField field={field("noticeMonths")} label={m.contracts_notice_months()} {...months} />
      <Select
        field={field("indexation")}
        label={m.contracts_indexation()}
        options={[
          { value: "none", label: m.contracts_indexation_none() },
          { value: "rate", label: m.contracts_indexation_rate() },
          { value: "amount", label: m.contracts_indexation_amount() },
        ]}
      />
      <TextField
        field={field("indexationValue")}
        label={m.contracts_indexation_value()}
        inputMode="decimal"
        width="tiny"
        optional
      />
      <TextField
        field={field("indexationMonth")}
        label={m.contracts_indexation_month()}
        {...months}
        optional
      />
      <TextField
        field={field("indexationNoticeDays")}
        label={m.contracts_indexation_notice_days()}
        hint={m.contracts_indexation_notice_hint()}
        {...months}
        optional
      />
      <TextArea
        field={field("reason")}
        label={m.contracts_end_reason()}
        hint={m.contracts_end_reason_hint()}
        rows={2}
        className="roomy:col-span-2"
      />
    </div>
  );
}
