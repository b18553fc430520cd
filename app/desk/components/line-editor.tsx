import type { LinePage } from "#app/desk/catalogue/item-parts.server.ts";
import { ConditionFields } from "#app/desk/components/condition-fields.tsx";
import { LanguageFields } from "#app/desk/components/language-fields.tsx";
import { conditionChoices, conditionFields, shownCondition } from "#app/desk/rules/condition-choice.ts";
import { localeSuffix } from "#app/desk/words.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { Card, Heading } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

/** One line of an item's checklist. */
export function LineEditor({ page, lastResult }: { page: LinePage; lastResult: Reply }) {
  const { line, fields } = page;
  const choices = conditionChoices(fields);
  const texts = locales.map((locale): [string, string] => [
    `text${localeSuffix[locale]}`,
    line?.text[locale] ?? "",
  ]);
  return (
    <Card padding="large" className="max-w-2xl">
      <ActForm
        id="line"
        intent="line"
        hidden={{ was: line?.text.nl ?? "" }}
        lastResult={lastResult}
        defaults={{
          ...Object.fromEntries(texts),
          ...conditionFields("when", shownCondition(line?.show, choices)),
          endpoint: line?.call?.endpointId ?? "",
          minutes: String(line?.call?.minutes ?? 60),
          callAt: line?.call?.at ?? "start",
        }}
        submit={m.change_editor_save()}
        tone="primary"
      >
        {(field) => (
          <>
            <LanguageFields field={field} name="text" label={m.change_editor_line()} />
            <ConditionFields
              field={field}
              label={m.change_editor_line_when()}
              choices={choices}
              name="when"
            />
            <Heading level={3}>{m.automation_title()}</Heading>
            <p className="text-sm text-muted">
              {page.endpoints.length === 0 ? m.automation_none() : m.automation_hint()}
            </p>
            {page.endpoints.length > 0 && (
              <>
                <Select
                  field={field("endpoint")}
                  label={m.automation_endpoint()}
                  placeholder={m.automation_nobody()}
                  options={page.endpoints.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <Select
                  field={field("callAt")}
                  label={m.automation_when()}
                  options={[
                    { value: "start", label: m.automation_when_start() },
                    { value: "hour", label: m.automation_when_hour() },
                  ]}
                />
                <TextField
                  field={field("minutes")}
                  label={m.automation_minutes()}
                  hint={m.automation_minutes_hint()}
                  inputMode="numeric"
                  width="tiny"
                />
              </>
            )}
          </>
        )}
      </ActForm>
    </Card>
  );
}
