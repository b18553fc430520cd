import { Form } from "@remix-run/react";

import type { EditorPage } from "#app/desk/catalogue/edit-item.server.ts";
import { writeSteps } from "#app/desk/rules/definition-text.ts";
import { effectKinds, type Definition, type Text } from "#app/desk/rules/definition.ts";
import { roleWord } from "#app/identity/words.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { formatAmount, languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card, Heading } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

const suffix = { nl: "Nl", de: "De", en: "En" } as const;
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

/** An item's draft: texts, price, who asks and approves, questions, checklist and effect. */
export function ItemEditor({
  id,
  definition,
  lastResult,
}: {
  id: string;
  definition: Definition | null;
  lastResult: Reply;
}) {
  const ticked = definition?.askers ?? askers;
  return (
    <Card padding="large">
      <ActForm
        id="item"
        intent="draft"
        hidden={{ id }}
        lastResult={lastResult}
        defaults={defaultsOf(definition)}
        submit={m.change_editor_save()}
        tone="primary"
      >
        {(field) => (
          <>
            <Heading>{m.change_editor_texts()}</Heading>
            {locales.map((locale) => (
              <fieldset key={locale} className="grid gap-3">
                <legend className="font-semibold">{languageName(locale)}</legend>
                <TextField field={field(`title${suffix[locale]}`)} label={m.change_editor_name()} />
                <TextArea field={field(`about${suffix[locale]}`)} label={m.change_editor_about()} rows={2} />
                <TextArea
                  field={field(`guide${suffix[locale]}`)}
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
            <Heading>{m.change_editor_rules()}</Heading>
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
            <TextArea
              field={field("approval")}
              label={m.change_editor_approval()}
              hint={m.change_editor_approval_hint()}
              rows={2}
              optional
            />
            <Heading>{m.change_editor_lines()}</Heading>
            <p className="text-sm text-muted">{m.change_editor_lines_hint()}</p>
            {locales.map((locale) => (
              <TextArea
                key={locale}
                field={field(`lines${suffix[locale]}`)}
                label={languageName(locale)}
                rows={4}
                optional
              />
            ))}
            <Select
              field={field("effect")}
              label={m.change_editor_effect()}
              options={effectKinds.map((value) => ({ value, label: effectWords[value]() }))}
            />
            <TextArea
              field={field("fields")}
              label={m.change_editor_fields()}
              hint={m.change_editor_fields_hint()}
              rows={12}
            />
          </>
        )}
      </ActForm>
    </Card>
  );
}

function defaultsOf(definition: Definition | null): Record<string, string> {
  const empty: Text = { nl: "", de: "", en: "" };
  const texts = (name: string, text: Text): [string, string][] =>
    locales.map((locale) => [`${name}${suffix[locale]}`, text[locale]]);
  const lines = (locale: keyof Text): string =>
    (definition?.lines ?? []).map(({ text }) => text[locale]).join("\n");
  return {
    ...Object.fromEntries(texts("title", definition?.title ?? empty)),
    ...Object.fromEntries(texts("about", definition?.about ?? empty)),
    ...Object.fromEntries(texts("guide", definition?.guide ?? empty)),
    ...Object.fromEntries(texts("lines", { nl: lines("nl"), de: lines("de"), en: lines("en") })),
    once: formatAmount(definition?.priceOnceMinor ?? 0),
    monthly: formatAmount(definition?.priceMonthlyMinor ?? 0),
    draws: String(definition?.drawsMinutes ?? 0),
    days: String(definition?.days ?? 1),
    verify: definition?.verify ?? "never",
    approval: writeSteps(definition?.approval ?? [{ group: "approver", needed: 1 }]),
    effect: definition?.effect ?? "none",
    fields: JSON.stringify(definition?.fields ?? [], null, 1),
  };
}

/** Publishes, retires and offers an item. */
export function ItemActs({ item, clients }: EditorPage) {
  return (
    <>
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
      <Card title={m.change_editor_offer()} titleId="offer">
        <Form method="post">
          <p className="text-sm text-muted">{m.change_editor_offer_hint()}</p>
          <div className="grid gap-x-5 roomy:grid-cols-2 desk:grid-cols-3">
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
    </>
  );
}
