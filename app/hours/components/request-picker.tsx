import { Form } from "@remix-run/react";

import type { OpenRequest } from "#app/hours/store/time-choices.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState, LinkList } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

/** The first step: which request the time is for, by typing a part of its client, title or number. */
export function RequestPicker({
  search,
  requests,
  keep,
}: {
  search: string;
  requests: OpenRequest[];
  /** What the address tells of the time already, which goes along. */
  keep: [name: string, value: string][];
}) {
  return (
    <Stack>
      <Form method="get" action="/staff/time/new" className="flex max-w-xl items-end gap-2.5" role="search">
        {keep.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          field={{ id: "time-search", name: "q", initialValue: search }}
          label={m.hours_time_request()}
          hint={m.hours_time_search_hint()}
          type="search"
          autoComplete="off"
          autoFocus
          className="flex-1"
        />
        <Button type="submit" tone="secondary">
          {m.hours_time_search()}
        </Button>
      </Form>
      <Card padding="none">
        {requests.length === 0 ? (
          <EmptyState title={m.hours_time_search_none()} icon="requests">
            {m.hours_time_search_none_text()}
          </EmptyState>
        ) : (
          <LinkList
            links={requests.map((request) => ({
              to: `/staff/time/new?${new URLSearchParams([["request", request.id], ...keep]).toString()}`,
              label: request.title,
              detail: `${request.clientName} · #${request.number}`,
            }))}
          />
        )}
      </Card>
    </Stack>
  );
}
