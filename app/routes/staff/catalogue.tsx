import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { getApprovalDays, setApprovalDays } from "#app/desk/approvals/approval-days.server.ts";
import { catalogueForm } from "#app/desk/catalogue/catalogue-form.server.ts";
import { getItems, moveItem } from "#app/desk/catalogue/edit-item.server.ts";
import type { Direction } from "#app/desk/rules/edit-definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { catalogueList } from "#app/desk/staff-lists.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { ActForm } from "#app/people/components/act-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { sortedBy } from "#app/ui/table/list-state.ts";
import { ListTools } from "#app/ui/table/list-tools.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.change_editor_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const opened = await openList(scope, request, catalogueList);
  const items = await getItems(scope);
  const rows = items.map(({ published, draft, ...item }) => {
    const definition = published ?? draft;
    return {
      ...item,
      title: definition ? inLanguage(definition.title) : "",
      about: definition ? inLanguage(definition.about) : "",
      hasDraft: draft !== null,
    };
  });
  return { ...opened, rows: sortedBy(rows, opened.list.sort, values), days: await getApprovalDays(scope) };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const form = await readForm(request, catalogueForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  if (form.value.intent === "approval-days") {
    await setApprovalDays(scope, form.value);
    return redirectWithNotice("/staff/settings/catalogue", { kind: "good", text: m.change_editor_did() });
  }
  await moveItem(scope, form.value.id, form.value.to);
  return redirect("/staff/settings/catalogue");
}

type Row = {
  id: string;
  title: string;
  about: string;
  offeredTo: "all" | "some";
  clientIds: string[];
  version: number | null;
  retired: boolean;
  hasDraft: boolean;
};

const values: Record<string, (row: Row) => string | number | null> = {
  title: ({ title }) => title,
  for: ({ offeredTo, clientIds }) => (offeredTo === "all" ? Infinity : clientIds.length),
  state: ({ retired, version, hasDraft }) => (retired ? 3 : version === null ? 2 : hasDraft ? 1 : 0),
};

export default function StaffCatalogue() {
  const { rows, list, views, days } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const columns = columnsOf(list.sort === null);
  return (
    <>
      <PageHeader
        title={m.change_editor_title()}
        subtitle={m.change_editor_subtitle()}
        actions={
          <LinkButton to="/staff/settings/catalogue/new" size="small">
            {m.change_editor_new()}
          </LinkButton>
        }
      />
      <Stack>
        <ListTools list={list} views={views} columns={columns} />
        <Card padding="none">
          <DataTable
            caption={m.change_editor_title()}
            dense
            phone="flow"
            list={list}
            rows={rows}
            rowKey={({ id }) => id}
            empty={null}
            columns={columns}
          />
        </Card>
        <Card title={m.change_days_title()} titleId="approval-days" padding="large" className="max-w-2xl">
          <ActForm
            id="approval-days"
            intent="approval-days"
            lastResult={lastResult ?? null}
            defaults={{ remindDays: String(days.remindDays), expireDays: String(days.expireDays) }}
            submit={m.change_editor_save()}
          >
            {(field) => (
              <>
                <p className="text-sm text-muted">{m.change_days_hint()}</p>
                <TextField
                  field={field("remindDays")}
                  label={m.change_days_remind()}
                  inputMode="numeric"
                  width="tiny"
                />
                <TextField
                  field={field("expireDays")}
                  label={m.change_days_expire()}
                  inputMode="numeric"
                  width="tiny"
                />
              </>
            )}
          </ActForm>
        </Card>
      </Stack>
    </>
  );
}

// The items can be moved while they stand in their own order.
function columnsOf(inOrder: boolean): Column<Row>[] {
  return [
    {
      key: "title",
      header: m.change_editor_name(),
      primary: true,
      cell: (row) => (
        <TwoLines
          first={
            <Link
              to={`/staff/settings/catalogue/${row.id}`}
              className="inline-flex min-h-6 items-center text-ink no-underline hover:underline pointer-coarse:min-h-11"
            >
              {row.title}
            </Link>
          }
          second={row.about}
        />
      ),
    },
    {
      key: "for",
      header: m.change_editor_offer(),
      noWrap: true,
      cell: (row) =>
        row.offeredTo === "all"
          ? m.change_editor_offered_all()
          : m.change_editor_offered_some({ count: row.clientIds.length }),
    },
    {
      key: "state",
      header: m.desk_state(),
      noWrap: true,
      cell: (row) => (
        <BadgeRow>
          {row.version !== null && (
            <Badge size="small" tone={row.retired ? "neutral" : "good"}>
              {row.retired
                ? m.change_editor_retired()
                : `${m.change_editor_published()} · ${m.change_editor_version({ version: row.version })}`}
            </Badge>
          )}
          {row.hasDraft && (
            <Badge size="small" tone="low">
              {m.change_editor_draft()}
            </Badge>
          )}
        </BadgeRow>
      ),
    },
    ...(inOrder
      ? [
          {
            key: "order",
            header: m.change_editor_order(),
            noWrap: true,
            cell: ({ id, title }: Row) => <MoveButtons id={id} title={title} />,
          },
        ]
      : []),
  ];
}

function MoveButtons({ id, title }: { id: string; title: string }) {
  const button = (to: Direction, words: string) => (
    <SubmitButton name="to" value={to} tone="quiet" size="row">
      <Icon name={to} size={18} />
      <span className="sr-only">
        {words}: {title}
      </span>
    </SubmitButton>
  );
  return (
    <Form method="post" preventScrollReset className="flex gap-1">
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="id" value={id} />
      {button("up", m.change_editor_up())}
      {button("down", m.change_editor_down())}
    </Form>
  );
}
