import type { SubmissionResult } from "@conform-to/react";

import type { PersonRow } from "#app/identity/membership-store.server.ts";
import type { InvitationRow, PeoplePage } from "#app/identity/people-page.server.ts";
import type { ClientRole, StaffRole } from "#app/identity/scope.ts";
import { roleWord } from "#app/identity/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { SelectControl } from "#app/ui/fields/select.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { ConfirmStep } from "#app/ui/confirm-step.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";

import { InviteForm } from "./invite-form.tsx";

type OpenedList = { list: ListState; views: SavedView[] };

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
  opened,
  bare = false,
}: {
  page: PeopleData;
  /** What the address asks of the list, where staff may sort it. */
  opened?: OpenedList | undefined;
  lastResult: SubmissionResult<string[]> | undefined;
  /** Without a heading, on a page that has one. */ bare?: boolean | undefined;
}) {
  return (
    <>
      {!bare && (
        <PageHeader title={page.title} subtitle={m.identity_people_subtitle({ place: page.place })} />
      )}
      <Stack>
        {page.people.length > 0 && <PeopleTable page={page} opened={opened} />}
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

function PeopleTable({ page, opened }: { page: PeopleData; opened: OpenedList | undefined }) {
  const columns = columnsOf(page);
  const rows = sortedBy(page.people, opened?.list.sort ?? null, {
    name: ({ name }) => name,
    role: ({ role }) => roleWord(role),
  });
  return (
    <>
      {opened && <ListTools {...opened} columns={columns} />}
      <Card padding="none">
        <DataTable
          caption={page.title}
          dense
          list={opened?.list}
          rows={rows}
          rowKey={(person) => person.membershipId}
          columns={columns}
        />
      </Card>
    </>
  );
}

function columnsOf(page: PeopleData): Column<PersonRow>[] {
  const isSelf = (person: PersonRow): boolean => person.userId === page.self;
  return [
    {
      key: "name",
      header: m.identity_name(),
      primary: true,
      cell: (person) => (
        <>
          {person.name} {isSelf(person) && <Badge size="small">{m.identity_person_you()}</Badge>}
        </>
      ),
    },
    { key: "email", header: m.identity_email(), cell: (person) => person.email },
    {
      key: "factor",
      header: m.identity_person_factor(),
      cell: (person) => (person.hasSecondFactor ? m.identity_person_mfa() : m.identity_person_no_mfa()),
    },
    {
      key: "role",
      header: m.identity_role(),
      cell: (person) =>
        isSelf(person) ? roleWord(person.role) : <RoleForm person={person} roles={page.roles} />,
    },
    {
      key: "end",
      header: m.identity_person_end(),
      hideHeader: true,
      cell: (person) => (isSelf(person) ? null : <EndForm person={person} />),
    },
  ];
}

function RoleForm({ person, roles }: { person: PersonRow; roles: PeopleData["roles"] }) {
  return (
    <Form method="post" className="flex flex-wrap items-center gap-2">
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
        size="row"
        name="id"
        value={person.membershipId}
        aria-label={m.identity_role_change_of({ name: person.name })}
      >
        {m.identity_role_change()}
      </SubmitButton>
    </Form>
  );
}

function EndForm({ person }: { person: PersonRow }) {
  return (
    <details>
      <summary className="link flex min-h-7.5 cursor-pointer items-center px-1 text-sm pointer-coarse:min-h-11">
        {m.identity_person_end()}
      </summary>
      <Form method="post" className="mt-1 flex max-w-72 flex-col items-start gap-2 py-2 text-left">
        <input type="hidden" name="intent" value="end" />
        <p className="text-sm">{m.identity_person_end_sure({ name: person.name })}</p>
        <SubmitButton tone="danger" size="small" name="id" value={person.membershipId}>
          {m.identity_person_end_now()}
        </SubmitButton>
      </Form>
    </details>
  );
}

function InvitationItem({ invitation, zone }: { invitation: InvitationRow; zone: string }) {
  const until = formatInstant(invitation.expiresAt, zone);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className="min-w-0 basis-60">
        <span className="block font-semibold">{invitation.name}</span>
        <span className="block text-sm wrap-anywhere text-muted">
          {invitation.email} · {roleWord(invitation.role)} ·{" "}
          {invitation.expired ? m.identity_invite_expired() : m.identity_invite_until({ until })}
        </span>
      </span>
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="id" value={invitation.id} />
        <SubmitButton tone="secondary" size="small" name="intent" value="resend">
          {m.identity_invite_resend()}
        </SubmitButton>
      </Form>
      <ConfirmStep
        label={m.identity_invite_revoke()}
        text={m.identity_invite_revoke_text({ name: invitation.name })}
        button={m.identity_invite_revoke()}
        intent="revoke"
        hidden={{ id: invitation.id }}
      />
    </li>
  );
}
