import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

interface FormProps {
  app: { appId: string; secretEndsOn: string | null } | null;
  /** The address that the registration sends people back to. */
  returnUrl: string;
  lastResult: Reply;
}

/** The MSP's registration at Microsoft; its secret goes in and never comes out. */
export function MicrosoftAppForm({ app, returnUrl, lastResult }: FormProps) {
  return (
    <Card title={m.people_ms_app_title()} titleId="microsoft-app">
      <p className="mb-4 wrap-anywhere text-muted">{m.people_ms_app_text({ url: returnUrl })}</p>
      <ActForm
        id="app"
        intent="app"
        lastResult={lastResult}
        defaults={{ appId: app?.appId ?? "", secretEndsOn: app?.secretEndsOn ?? "" }}
        submit={m.people_save()}
        tone="primary"
      >
        {(field) => (
          <>
            <TextField
              field={field("appId")}
              label={m.people_ms_app_id()}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              field={{ ...field("secret"), initialValue: "" }}
              label={m.people_ms_secret()}
              hint={m.people_ms_secret_hint()}
              type="password"
              autoComplete="off"
            />
            <DayField field={field("secretEndsOn")} label={m.people_ms_secret_ends()} optional />
          </>
        )}
      </ActForm>
    </Card>
  );
}
