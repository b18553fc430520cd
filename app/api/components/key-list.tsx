import { Form } from "@remix-run/react";

import type { ShownKey } from "#app/api/keys/key-store.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** The keys with what each may do and when it was used last; one that works can be revoked. */
export function KeyList({ keys, zone, at }: { keys: ShownKey[]; zone: string; at: Date }) {
  const instant = (day: Date): string => formatInstant(day, zone);
  return (
    <DataTable
      caption={m.api_keys()}
      rows={keys}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={m.api_keys_none()} icon="settings">
          {m.api_keys_none_hint()}
        </EmptyState>
      }
      columns={[
        {
          key: "name",
          header: m.api_key_name(),
          primary: true,
          cell: ({ name, prefix }) => <TwoLines first={name} second={<code>{prefix}…</code>} />,
        },
        { key: "scopes", header: m.api_key_scopes(), cell: ({ scopes }) => scopes.join(", ") },
        { key: "person", header: m.api_key_acts_as(), cell: ({ actsAsName }) => actsAsName },
        {
          key: "used",
          header: m.api_key_last_used(),
          cell: ({ lastUsedAt }) => (lastUsedAt ? instant(lastUsedAt) : m.api_key_never_used()),
        },
        {
          key: "state",
          header: m.api_key_state(),
          cell: (key) => <KeyState value={key} at={at} instant={instant} />,
        },
        {
          key: "revoke",
          header: m.api_key_revoke(),
          hideHeader: true,
          cell: ({ id, name, revokedAt }) =>
            revokedAt === null && (
              <Form method="post">
                <input type="hidden" name="id" value={id} />
                <SubmitButton
                  name="intent"
                  value="revoke"
                  tone="quiet"
                  size="row"
                  aria-label={m.api_key_revoke_named({ name })}
                >
                  {m.api_key_revoke()}
                </SubmitButton>
              </Form>
            ),
        },
      ]}
    />
  );
}

function KeyState({ value, at, instant }: { value: ShownKey; at: Date; instant: (at: Date) => string }) {
  if (value.revokedAt) return <Badge>{m.api_key_revoked({ at: instant(value.revokedAt) })}</Badge>;
  if (value.expiresAt === null) return <Badge tone="low">{m.api_key_forever()}</Badge>;
  return value.expiresAt <= at ? (
    <Badge tone="negative">{m.api_key_expired({ at: instant(value.expiresAt) })}</Badge>
  ) : (
    <Badge tone="good">{m.api_key_until({ at: instant(value.expiresAt) })}</Badge>
  );
}
