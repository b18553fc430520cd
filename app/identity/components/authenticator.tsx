import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { AuthenticatorPage } from "#app/identity/authenticator-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { PasswordField } from "#app/ui/fields/password-field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";

import { PublicPage } from "./public-page.tsx";
import { PlainForm } from "./plain-form.tsx";

type LastResult = { lastResult: SubmissionResult<string[]> | undefined };

/** Setting up the authenticator app in two steps, or turning it off. */
export function Authenticator({ page, lastResult }: { page: AuthenticatorPage } & LastResult) {
  const { site, state, mustEnrol } = page;
  const below = mustEnrol ? (
    <SignOutLink />
  ) : (
    <TextLink to="/security">{m.identity_back_to_security()}</TextLink>
  );
  const lead =
    state.kind === "on"
      ? m.identity_mfa_on_lead()
      : mustEnrol
        ? m.identity_mfa_must_lead({ msp: site.mspName })
        : m.identity_mfa_lead();
  return (
    <PublicPage site={site} title={m.identity_mfa_title()} lead={lead} below={below}>
      {state.kind === "off" && <BeginForm />}
      {state.kind === "setting-up" && <SetUp qr={state.qr} secret={state.secret} lastResult={lastResult} />}
      {state.kind === "on" &&
        (page.required ? (
          <Notice tone="info" quiet>
            {m.identity_mfa_required()}
          </Notice>
        ) : (
          <DropForm lastResult={lastResult} />
        ))}
    </PublicPage>
  );
}

function BeginForm() {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="begin" />
      <SubmitButton wide>{m.identity_mfa_begin()}</SubmitButton>
    </Form>
  );
}

function SetUp({ qr, secret, lastResult }: { qr: string; secret: string } & LastResult) {
  return (
    <>
      <ol className="list-decimal space-y-2 pl-5">
        <li>{m.identity_mfa_step_scan()}</li>
        <li>{m.identity_mfa_step_code()}</li>
      </ol>
      <div
        role="img"
        aria-label={m.identity_mfa_qr()}
        className="mx-auto w-56 max-w-full overflow-hidden rounded-lg border border-line bg-white p-2"
        dangerouslySetInnerHTML={{ __html: qr }}
      />
      <p className="text-sm text-muted">
        {m.identity_mfa_by_hand()}{" "}
        <span className="block font-mono text-base wrap-anywhere text-ink select-all">{secret}</span>
      </p>
      <PlainForm<{ code: string }> lastResult={lastResult}>
        {(fields) => (
          <>
            <input type="hidden" name="intent" value="complete" />
            <TextField
              field={fields.code}
              label={m.identity_app_code()}
              autoComplete="one-time-code"
              inputMode="numeric"
              width="short"
            />
            <SubmitButton>{m.identity_mfa_complete()}</SubmitButton>
          </>
        )}
      </PlainForm>
    </>
  );
}

function DropForm({ lastResult }: LastResult) {
  return (
    <PlainForm<{ password: string; code: string }> lastResult={lastResult}>
      {(fields) => (
        <>
          <input type="hidden" name="intent" value="drop" />
          <PasswordField
            field={fields.password}
            label={m.identity_password()}
            autoComplete="current-password"
          />
          <TextField
            field={fields.code}
            label={m.identity_app_code()}
            hint={m.identity_code_or_backup()}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            width="short"
          />
          <SubmitButton tone="danger">{m.identity_mfa_drop()}</SubmitButton>
        </>
      )}
    </PlainForm>
  );
}

function SignOutLink() {
  return (
    <Form method="post" action="/sign-out" className="inline">
      <button type="submit" className="link min-h-11">
        {m.identity_sign_out()}
      </button>
    </Form>
  );
}
