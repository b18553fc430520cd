import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";

import { requestKeys } from "#app/desk/components/request-acts.ts";
import { shortcuts, type ShortcutKeys } from "#app/ui/shell/shortcuts.ts";
import { shortcutsCookie, shortcutsOn } from "#app/office/staff-frame.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { readFields } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { Kbd } from "#app/ui/wayfinding.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.desk_keys_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request);
  return { on: shortcutsOn(request) };
}

export async function action({ request }: ActionFunctionArgs) {
  await requireStaff(request);
  const on = (await readFields(request)).get("keys") === "on";
  return redirect("/staff/keys", { headers: { "set-cookie": shortcutsCookie(on) } });
}

type KeyRow = { keys: string; does: () => string; to?: string };

const words: Record<ShortcutKeys, () => string> = {
  t: m.desk_keys_log_time,
  "g c": m.desk_keys_clients,
  "g r": m.desk_keys_requests,
  "/": m.desk_keys_search,
  j: m.desk_keys_next_row,
  k: m.desk_keys_previous_row,
  x: m.desk_keys_select_row,
  z: m.desk_keys_undo,
  "?": m.desk_keys_help,
};

/** What the queue and a request's page listen to by themselves. */
const ownKeys: KeyRow[] = [
  { keys: requestKeys.take, does: m.queue_keys_take },
  { keys: requestKeys.assign, does: m.queue_keys_assign },
  { keys: requestKeys.wait, does: m.queue_keys_wait },
  { keys: requestKeys.done, does: m.queue_keys_done },
  { keys: requestKeys.priority, does: m.queue_keys_priority },
  { keys: requestKeys.snooze, does: m.queue_keys_snooze },
  { keys: "j", does: m.queue_keys_next },
  { keys: "k", does: m.queue_keys_previous },
  { keys: "x", does: m.queue_keys_tick },
  { keys: "r", does: m.queue_keys_reply },
  { keys: "n", does: m.queue_keys_note },
  { keys: "Ctrl+Enter", does: m.queue_keys_send },
];

export default function StaffKeys() {
  const { on } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={m.desk_keys_title()} subtitle={m.desk_keys_subtitle()} />
      <Stack className="max-w-2xl">
        <KeyTable
          caption={m.desk_keys_list()}
          rows={[
            ...shortcuts.map((shortcut) => ({ ...shortcut, does: words[shortcut.keys] })),
            { keys: "Ctrl+K", does: m.queue_keys_palette },
          ]}
        />
        <KeyTable title={m.queue_keys_title()} caption={m.queue_keys_list()} rows={ownKeys} />
        <Card>
          <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
            <p role="status">{on ? m.desk_keys_on() : m.desk_keys_off()}</p>
            <SubmitButton tone="secondary" size="small" name="keys" value={on ? "off" : "on"}>
              {on ? m.desk_keys_switch_off() : m.desk_keys_switch_on()}
            </SubmitButton>
          </Form>
        </Card>
      </Stack>
    </>
  );
}

function KeyTable({ title, caption, rows }: { title?: string; caption: string; rows: KeyRow[] }) {
  return (
    <Card padding="none" title={title} titleId={title && "request-keys"}>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={(row) => row.keys}
        columns={[
          {
            key: "keys",
            header: m.desk_keys_key(),
            primary: true,
            cell: (row) => <Keys keys={row.keys} />,
          },
          {
            key: "does",
            header: m.desk_keys_does(),
            cell: (row) => (row.to ? <TextLink to={row.to}>{row.does()}</TextLink> : row.does()),
          },
        ]}
      />
    </Card>
  );
}

function Keys({ keys }: { keys: string }) {
  return keys.split(" ").map((key, index) => (
    <span key={key}>
      {index > 0 && <span className="font-normal text-muted"> {m.desk_keys_then()} </span>}
      <Kbd>{key}</Kbd>
    </span>
  ));
}
