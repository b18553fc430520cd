import { Form } from "@remix-run/react";

import type { EditorPage } from "#app/desk/catalogue/edit-item.server.ts";
import { ConditionFields } from "#app/desk/components/condition-fields.tsx";
import { groupWords } from "#app/desk/components/change-words.ts";
import { conditionChoices, conditionFields, shownCondition } from "#app/desk/rules/condition-choice.ts";
import { approvingGroups, effectKinds, type Definition, type Text } from "#app/desk/rules/definition.ts";
import { mostSteps } from "#app/desk/rules/edit-definition.ts";
import { localeSuffix } from "#app/desk/words.ts";
import { roleWord } from "#app/identity/words.ts";
import { ActForm, answers, type Reply } from "#app/people/components/act-form.tsx";
import { formatAmount, languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, Heading } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { FieldErrors, type FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

const askers = ["employee", "approver", "finance", "manager"] as const;
const verifyWords = {
  never: m.change_editor_verify_never,
  always: m.change_editor_verify_always,
  "somebody-else": m.change_editor_verify_somebody_else,
};
const effectWords = {
  none: m.change_editor_effect_none,
  access: m.change_editor_effect_access,
  rights: m.change_editor_effect_rights,
  licence: m.change_editor_effect_licence,
  joiner: m.change_editor_effect_joiner,
  leaver: m.change_editor_effect_leaver,
};

interface FormProps {
  definition: Definition;
  lastResult: Reply;
}

/** An item's texts, prices and times. */
export function BasicsForm({ id, definition, lastResult }: FormProps & { id: string }) {
  return (
    <Card title={m.change_editor_texts()} titleId="texts" padding="large">
      <ActForm
        id="item"
        intent="draft"
        hidden={{ id }}
        lastResult={lastResult}
        defaults={basicsOf(definition)}
        submit={m.change_editor_save()}
        tone={definition.title.nl === "" ? "primary" : "secondary"}
      >
        {(field) => (
          <>
            {locales.map((locale) => (
              <fieldset key={locale} className="grid gap-3">
                <legend className="font-semibold">{languageName(locale)}</legend>
                <TextField field={field(`title${localeSuffix[locale]}`)} label={m.change_editor_name()} />
                <TextArea
                  field={field(`about${localeSuffix[locale]}`)}
                  label={m.change_editor_about()}
                  rows={2}
                />
                <TextArea
                  field={field(`guide${localeSuffix[locale]}`)}
                  label={m.change_editor_guide()}
                  rows={2}
                  optional
                />
              </fieldset>
            ))}
            <Heading>{m.change_editor_price()}</Heading>
            <div className="grid gap-4 roomy:grid-cols-2">
              <TextField field={field("once")} label={m.change_editor_once()} inputMode="decimal" />
              <TextField field={field("monthly")} label={m.change_editor_monthly()} inputMode="decimal" />
              <TextField field={field("draws")} label={m.change_editor_draws()} />
              <TextField field={field("days")} label={m.change_editor_days()} inputMode="numeric" />
            </div>
          </>
        )}
      </ActForm>
    </Card>
  );
}

function basicsOf(definition: Definition): Record<string, string> {
  const texts = (name: string, text: Text | undefined): [string, string][] =>
    locales.map((locale) => [`${name}${localeSuffix[locale]}`, text?.[locale] ?? ""]);
  return {
    ...Object.fromEntries(texts("title", definition.title)),
    ...Object.fromEntries(texts("about", definition.about)),
    ...Object.fromEntries(texts("guide", definition.guide)),
    once: formatAmount(definition.priceOnceMinor),
    monthly: formatAmount(definition.priceMonthlyMinor),
    draws: String(definition.drawsMinutes),
    days: String(definition.days),
  };
}

/** Who may ask for an item, who approves it, and what completing it changes. */
export function RulesForm({ definition, lastResult }: FormProps) {
  const typed = answers(lastResult, "rules") ? lastResult : null;
  const ticked = typed ? [typed.initialValue?.["askers"] ?? []].flat() : definition.askers;
  const steps = Math.min(definition.approval.length + 1, mostSteps);
  return (
    <Card title={m.change_editor_rules()} titleId="rules" padding="large">
      <ActForm
        id="rules"
        intent="rules"
        lastResult={lastResult}
        defaults={rulesOf(definition)}
        submit={m.change_editor_save()}
      >
        {(field) => (
          <>
            <fieldset>
              <legend className="font-semibold">{m.change_editor_askers()}</legend>
              {askers.map((role) => (
                <Checkbox
                  key={role}
                  field={{
                    id: `asker-${role}`,
                    name: "askers",
                    initialValue: ticked.includes(role) ? role : undefined,
                  }}
                  value={role}
                  label={roleWord(role)}
                />
              ))}
              <FieldErrors id="askers" errors={field("askers").errors} />
            </fieldset>
            <RadioCards
              field={field("verify")}
              label={m.change_editor_verify()}
              layout="row"
              choices={(["never", "always", "somebody-else"] as const).map((value) => ({
                value,
                label: verifyWords[value](),
              }))}
            />
            <Heading level={3}>{m.change_editor_approval()}</Heading>
            <p className="text-sm text-muted">{m.change_editor_approval_hint()}</p>
            {Array.from({ length: steps }, (_, at) => (
              <StepFields key={at} at={at} definition={definition} field={field} />
            ))}
            <Select
              field={field("effect")}
              label={m.change_editor_effect()}
              hint={m.change_editor_effect_hint()}
              options={effectKinds.map((value) => ({ value, label: effectWords[value]() }))}
            />
          </>
        )}
      </ActForm>
    </Card>
  );
}

/** One step of approval; the last of them is empty, to add one. */
function StepFields({
  at,
  definition,
  field,
}: {
  at: number;
  definition: Definition;
  field: (name: string) => FieldData;
}) {
  const name = (part: string): string => `step${at + 1}${part}`;
  const choices = conditionChoices(definition.fields);
  return (
    <fieldset className="grid gap-3 border-t border-line pt-3 roomy:grid-cols-2">
      <legend className="font-semibold">{m.change_editor_step({ number: at + 1 })}</legend>
      <Select
        field={field(name("Group"))}
        label={m.change_editor_step_group()}
        placeholder={m.change_editor_step_none()}
        options={approvingGroups.map((value) => ({ value, label: groupWords[value]() }))}
      />
      <TextField
        field={field(name("Needed"))}
        label={m.change_editor_step_needed()}
        inputMode="numeric"
        width="tiny"
      />
      <TextField
        field={field(name("Over"))}
        label={m.change_editor_step_over()}
        inputMode="decimal"
        width="short"
        optional
      />
      <ConditionFields
        field={field}
        label={m.change_editor_step_when()}
        choices={choices}
        name={name("When")}
      />
    </fieldset>
  );
}

function rulesOf({ approval, fields, verify, effect }: Definition): Record<string, string> {
  const choices = conditionChoices(fields);
  const steps = Array.from({ length: mostSteps }, (_, at): [string, string][] => {
    const step = approval[at];
    return [
      [`step${at + 1}Group`, step?.group ?? ""],
      [`step${at + 1}Needed`, String(step?.needed ?? 1)],
      [`step${at + 1}Over`, step?.overMinor === undefined ? "" : formatAmount(step.overMinor)],
      ...Object.entries(conditionFields(`step${at + 1}When`, shownCondition(step?.show, choices))),
    ];
  });
  return { verify, effect, ...Object.fromEntries(steps.flat()) };
}

/** Publishes and retires an item. */
export function ItemActs({ item }: Pick<EditorPage, "item">) {
  return (
    <Form method="post">
      <ButtonRow>
        {item.draft && (
          <SubmitButton name="intent" value="publish">
            {m.change_editor_publish()}
          </SubmitButton>
        )}
        {item.version !== null && (
          <SubmitButton name="intent" value={item.retired ? "restore" : "retire"} tone="secondary">
            {item.retired ? m.change_editor_restore() : m.change_editor_retire()}
          </SubmitButton>
        )}
      </ButtonRow>
    </Form>
  );
}

/** Offers an item to all clients, or to some. */
export function OfferForm({ item, clients }: EditorPage) {
  return (
    <Card title={m.change_editor_offer()} titleId="offer">
      <Form method="post">
        <p className="text-sm text-muted">{m.change_editor_offer_hint()}</p>
        <div className="grid gap-x-5 roomy:grid-cols-2">
          {clients.map(({ id, name }) => (
            <Checkbox
              key={id}
              field={{
                id: `client-${id}`,
                name: "clients",
                initialValue: item.offeredTo === "some" && item.clientIds.includes(id) ? id : undefined,
              }}
              value={id}
              label={name}
            />
          ))}
        </div>
        <SubmitButton name="intent" value="offer" tone="secondary" size="small">
          {m.change_editor_offer_save()}
        </SubmitButton>
      </Form>
    </Card>
  );
}
