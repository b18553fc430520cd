import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { LetterKind } from "#app/identity/letter-kinds.ts";
import { themes, type Theme } from "#app/identity/scope.ts";
import { roleWord } from "#app/identity/words.ts";
import { spreadsheets, type Spreadsheet } from "#app/platform/csv.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales, type Locale } from "#app/platform/i18n/locale.ts";
import { Button, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

import { PlainForm } from "./plain-form.tsx";

type ProfileData = {
  name: string;
  email: string;
  role: string;
  locale: Locale;
  theme: Theme;
  spreadsheet: Spreadsheet;
  letters: { kind: LetterKind; wanted: boolean }[];
};

const letterWords = {
  answers: () => m.identity_letters_answers(),
  done: () => m.identity_letters_done(),
  progress: () => m.identity_letters_progress(),
  times: () => m.identity_letters_times(),
  assigned: () => m.identity_letters_assigned(),
} satisfies Record<LetterKind, () => string>;

const themeWords = {
  system: () => m.identity_theme_system(),
  light: () => m.identity_theme_light(),
  dark: () => m.identity_theme_dark(),
} satisfies Record<Theme, () => string>;

const spreadsheetWords = {
  language: () => m.identity_spreadsheet_language(),
  semicolon: () => m.identity_spreadsheet_semicolon(),
  comma: () => m.identity_spreadsheet_comma(),
} satisfies Record<Spreadsheet, () => string>;
const spreadsheetExamples: Record<Spreadsheet, string | undefined> = {
  language: undefined,
  semicolon: "10;95,50",
  comma: "10,95.50",
};

/** Name, language, colours and spreadsheet of one's own account. */
export function ProfileForm({
  profile,
  lastResult,
}: {
  profile: ProfileData;
  lastResult: SubmissionResult<string[]> | undefined;
}) {
  return (
    <>
      <PageHeader title={m.identity_profile_title()} actions={<ProfileActions />} />
      <Stack>
        <Card padding="large">
          <DefinitionList
            items={[
              { term: m.identity_email(), value: profile.email },
              { term: m.identity_role(), value: roleWord(profile.role) },
            ]}
          />
        </Card>
        <Card padding="large">
          <PlainForm<{ name: string; locale: string; theme: string; spreadsheet: string }>
            lastResult={lastResult}
            defaultValue={{
              name: profile.name,
              locale: profile.locale,
              theme: profile.theme,
              spreadsheet: profile.spreadsheet,
            }}
          >
            {(fields) => (
              <>
                <TextField
                  field={fields.name}
                  label={m.identity_name()}
                  autoComplete="name"
                  className="max-w-md"
                />
                <RadioCards
                  field={fields.locale}
                  label={m.identity_language()}
                  layout="row"
                  choices={locales.map((value) => ({
                    value,
                    label: (
                      <span lang={value} className="capitalize">
                        {languageName(value)}
                      </span>
                    ),
                  }))}
                />
                <RadioCards
                  field={fields.theme}
                  label={m.identity_theme()}
                  layout="row"
                  choices={themes.map((value) => ({ value, label: themeWords[value]() }))}
                />
                <RadioCards
                  field={fields.spreadsheet}
                  label={m.identity_spreadsheet()}
                  choices={spreadsheets.map((value) => ({
                    value,
                    label: spreadsheetWords[value](),
                    detail: spreadsheetExamples[value],
                  }))}
                />
                <fieldset>
                  <legend className="mb-1.5 font-semibold">{m.identity_letters()}</legend>
                  <p className="text-sm text-muted">{m.identity_letters_hint()}</p>
                  <input type="hidden" name="lettersShown" value="on" />
                  {profile.letters.map(({ kind, wanted }) => (
                    <Checkbox
                      key={kind}
                      field={{
                        id: `letters-${kind}`,
                        name: "letters",
                        initialValue: wanted ? kind : undefined,
                      }}
                      value={kind}
                      label={letterWords[kind]()}
                    />
                  ))}
                </fieldset>
                <div>
                  <SubmitButton wide>{m.identity_save()}</SubmitButton>
                </div>
              </>
            )}
          </PlainForm>
        </Card>
      </Stack>
    </>
  );
}

function ProfileActions() {
  return (
    <>
      <LinkButton to="/security" size="small">
        {m.identity_security_title()}
      </LinkButton>
      <Form method="post" action="/sign-out">
        <Button type="submit" tone="quiet" size="small">
          {m.identity_sign_out()}
        </Button>
      </Form>
    </>
  );
}
