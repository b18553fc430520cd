import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { InvitationRow, PeoplePage, PersonRow } from "#app/identity/people-page.server.ts";
import type { ClientRole, StaffRole } from "#app/identity/scope.ts";
import { roleWord } from "#app/identity/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { SelectControl } from "#app/ui/fields/select.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

import { InviteForm } from "./invite-form.tsx";

export interface PeopleData extends PeoplePage {
  /** Whose own row can't be changed here. */
  self: string;
  title: string;
  place: string;
  zone: string;
  roles: readonly (ClientRole | StaffRole)[];
}

/** Everybody with access at a place, who is invited, and a form to invite one more. */
export function People({
  page,
  lastResult,
  bare = false,
}: {
  page: PeopleData;
  lastResult: SubmissionResult<string[]> | undefined;
  /** Without a heading, on a page that has one. */ bare?: boolean | undefined;
}) {
  return (
    <>
      {!bare && (
        <PageHeader title={page.title} subtitle={m.identity_people_subtitle({ place: page.place })} />
      )}
      <Stack>
        {page.people.length > 0 && (
          <Card>
            <ul className="divide-y divide-line">
              {page.people.map((person) => (
                <PersonItem key={person.membershipId} person={person} page={page} />
              ))}
            </ul>
          </Card>
        )}
        {page.invitations.length > 0 && (
          <Card title={m.identity_invited_title()} titleId="invited">
            <ul className="divide-y divide-line">
              {page.invitations.map((invitation) => (
                <InvitationItem key={invitation.id} invitation={invitation} zone={page.zone} />
              ))}
            </ul>
          </Card>
        )}
        <Card title={m.identity_invite_title()} titleId="invite" padding="large">
          <InviteForm roles={page.roles} lastResult={lastResult} />
        </Card>
      </Stack>
    </>
  );
}

function PersonItem({ person, page }: { person: PersonRow; page: PeopleData }) {
  const self = person.userId === page.self;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className="min-w-0 basis-60">
        <span className="block font-semibold">
          {person.name} {self && <Badge size="small">{m.identity_person_you()}</Badge>}
        </span>
        <span className="block text-sm break-words text-muted">
          {person.email} · {person.hasSecondFactor ? m.identity_person_mfa() : m.identity_person_no_mfa()}
        </span>
      </span>
      {self ? (
        <span className="text-muted">{roleWord(person.role)}</span>
      ) : (
        <PersonForms person={person} roles={page.roles} />
      )}
    </li>
  );
}

function PersonForms({ person, roles }: { person: PersonRow; roles: PeopleData["roles"] }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Form method="post" className="flex items-center gap-2">
        <input type="hidden" name="intent" value="role" />
        <SelectControl
          name="role"
          defaultValue={person.role}
          aria-label={m.identity_role_of({ name: person.name })}
          dense
          options={roles.map((role) => ({ value: role, label: roleWord(role) }))}
        />
        <SubmitButton
          tone="secondary"
          size="small"
          name="id"
          value={person.membershipId}
          aria-label={m.identity_role_change_of({ name: person.name })}
        >
          {m.identity_role_change()}
        </SubmitButton>
      </Form>
      <details className="relative">
        <summary className="link flex min-h-11 cursor-pointer items-center px-1 text-sm">
          {m.identity_person_end()}
        </summary>
        <Form
          method="post"
          className="mt-1 flex max-w-72 flex-col items-start gap-2 rounded-lg border border-line bg-card p-3"
        >
          <input type="hidden" name="intent" value="end" />
          <p className="text-sm">{m.identity_person_end_sure({ name: person.name })}</p>
          <SubmitButton tone="danger" size="small" name="id" value={person.membershipId}>
            {m.identity_person_end_now()}
          </SubmitButton>
        </Form>
      </details>
    </span>
  );
}

function InvitationItem({ invitation, zone }: { invitation: InvitationRow; zone: string }) {
  const until = formatInstant(invitation.expiresAt, zone);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className="min-w-0 basis-60">
        <span className="block font-semibold">{invitation.name}</span>
        <span className="block text-sm break-words text-muted">
          {invitation.email} · {roleWord(invitation.role)} ·{" "}
          {invitation.expired ? m.identity_invite_expired() : m.identity_invite_until({ until })}
        </span>
      </span>
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="id" value={invitation.id} />
        <SubmitButton tone="secondary" size="small" name="intent" value="resend">
          {m.identity_invite_resend()}
        </SubmitButton>
        <SubmitButton tone="quiet" size="small" name="intent" value="revoke">
          {m.identity_invite_revoke()}
        </SubmitButton>
      </Form>
    </li>
  );
}
