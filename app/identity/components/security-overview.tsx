import { Form } from "@remix-run/react";

import type { SecurityPage } from "#app/identity/security-page.server.ts";
import type { SessionRow } from "#app/identity/sessions.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

/** Password, second factor and sign-ins of one's own account. */
export function SecurityOverview({ page }: { page: SecurityPage }) {
  const { sessions, zone } = page;
  return (
    <>
      <PageHeader title={m.identity_security_title()} subtitle={m.identity_security_subtitle()} />
      <Stack>
        <Card title={m.identity_password()} titleId="password">
          <p className="mb-4 text-muted">{m.identity_security_password_text()}</p>
          <LinkButton to="/security/password">{m.identity_password_title()}</LinkButton>
        </Card>
        <SecondFactorCard page={page} />
        <Card title={m.identity_sessions_title()} titleId="sessions">
          <ul className="divide-y divide-line">
            {sessions.map((session) => (
              <SessionItem key={session.id} session={session} zone={zone} />
            ))}
          </ul>
          {sessions.length > 1 && (
            <Form method="post" className="mt-4">
              <SubmitButton tone="secondary" name="intent" value="end-others">
                {m.identity_sessions_end_others()}
              </SubmitButton>
            </Form>
          )}
        </Card>
      </Stack>
    </>
  );
}

function SecondFactorCard({ page }: { page: SecurityPage }) {
  const { hasSecondFactor, backupCodesLeft, required } = page;
  const badge = hasSecondFactor ? (
    <Badge tone="good">{m.identity_mfa_is_on()}</Badge>
  ) : (
    <Badge tone="neutral">{m.identity_mfa_is_off()}</Badge>
  );
  return (
    <Card title={m.identity_mfa_title()} titleId="second-factor" aside={badge}>
      <p className="mb-4 text-muted">
        {hasSecondFactor ? m.identity_backup_left({ count: backupCodesLeft ?? 0 }) : m.identity_mfa_lead()}
      </p>
      {!hasSecondFactor && !required && (
        <Notice tone="info" quiet className="mb-4">
          {m.identity_mfa_not_required()}
        </Notice>
      )}
      {hasSecondFactor && backupCodesLeft === 0 && (
        <Notice tone="low" quiet className="mb-4">
          {m.identity_backup_none()}
        </Notice>
      )}
      <ButtonRow>
        {hasSecondFactor && <LinkButton to="/security/backup-codes">{m.identity_backup_title()}</LinkButton>}
        <LinkButton to="/security/authenticator">
          {hasSecondFactor ? m.identity_mfa_manage() : m.identity_mfa_begin()}
        </LinkButton>
      </ButtonRow>
    </Card>
  );
}

function SessionItem({ session, zone }: { session: SessionRow; zone: string }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className="min-w-0">
        <span className="block font-semibold">
          {session.device || m.identity_session_unknown()}{" "}
          {session.current && (
            <Badge tone="good" size="small">
              {m.identity_session_this()}
            </Badge>
          )}
        </span>
        <span className="block text-sm text-muted">
          {m.identity_session_seen({ at: formatInstant(session.lastSeenAt, zone), address: session.address })}
        </span>
      </span>
      <Form method="post">
        <input type="hidden" name="intent" value="end" />
        <SubmitButton tone="secondary" size="small" name="sessionId" value={session.id}>
          {session.current ? m.identity_sign_out() : m.identity_session_end()}
        </SubmitButton>
      </Form>
    </li>
  );
}
