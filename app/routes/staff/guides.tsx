import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { forgetMiss, getGuides } from "#app/desk/guides/edit-guide.server.ts";
import { missForm } from "#app/desk/guides/guide-form.server.ts";
import { guideTitle } from "#app/desk/guides/guide-title.ts";
import { guidesList } from "#app/desk/staff-lists.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { openList } from "#app/identity/list-views.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState, EntryList } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { sortedBy } from "#app/ui/table/list-state.ts";
import { ListTools } from "#app/ui/table/list-tools.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.guide_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const opened = await openList(scope, request, guidesList);
  const { guides, misses, items } = await getGuides(scope);
  const itemNames = new Map(items.map(({ id, name }) => [id, name]));
  const rows = guides.map(({ published, draft, itemId, ...guide }) => ({
    ...guide,
    hasDraft: draft !== null,
    title: guideTitle(draft?.texts ?? published ?? {}).title,
    item: itemId === null ? null : (itemNames.get(itemId) ?? null),
  }));
  return { ...opened, misses, rows: sortedBy(rows, opened.list.sort, values) };
}

type Row = {
  id: string;
  title: string;
  clientName: string | null;
  item: string | null;
  helped: number;
  votes: number;
  isPublished: boolean;
  hasDraft: boolean;
};

const values: Record<string, (row: Row) => string | number | null> = {
  title: ({ title }) => title,
  for: ({ clientName }) => clientName ?? "",
  item: ({ item }) => item,
  helped: ({ helped, votes }) => (votes === 0 ? null : helped / votes),
  state: ({ isPublished, hasDraft }) => (isPublished ? 0 : 2) + Number(hasDraft),
};

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const form = await readForm(request, missForm);
  if (form.status !== "success") return data(null, { status: 400 });
  await forgetMiss(scope, form.value.words);
  return redirectWithNotice("/staff/settings/guides", { kind: "good", text: m.guide_miss_removed() });
}

export default function StaffGuides() {
  const { rows, misses, list, views } = useLoaderData<typeof loader>();
  const columns = columnsOf();
  return (
    <>
      <PageHeader
        title={m.guide_title()}
        subtitle={m.guide_subtitle()}
        actions={
          <LinkButton to="/staff/settings/guides/new" size="small">
            {m.guide_new()}
          </LinkButton>
        }
      />
      <Stack>
        {rows.length > 0 && <ListTools list={list} views={views} columns={columns} />}
        <Card padding="none">
          <DataTable
            caption={m.guide_title()}
            dense
            phone="flow"
            list={list}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            empty={
              <EmptyState title={m.guide_none()} icon="requests">
                {m.guide_none_hint()}
              </EmptyState>
            }
          />
        </Card>
        <Card title={m.guide_misses()} titleId="misses">
          <p className="mb-3 text-sm text-muted">{m.guide_misses_hint()}</p>
          <EntryList
            rows={misses.map((miss) => ({
              key: miss.words,
              title: miss.words,
              detail: (
                <>
                  {m.guide_miss_times({ count: miss.times, clients: miss.clients })}{" "}
                  <TextLink to={`/staff/settings/guides/new?title=${encodeURIComponent(miss.words)}`}>
                    {m.guide_write()}
                  </TextLink>
                </>
              ),
              aside: (
                <Form method="post">
                  <input type="hidden" name="words" value={miss.words} />
                  <SubmitButton tone="quiet" size="small">
                    {m.guide_miss_remove()}
                  </SubmitButton>
                </Form>
              ),
            }))}
          />
        </Card>
      </Stack>
    </>
  );
}

function columnsOf(): Column<Row>[] {
  return [
    {
      key: "title",
      header: m.change_editor_name(),
      primary: true,
      cell: (row) => (
        <Link to={`/staff/settings/guides/${row.id}`} className="row-link">
          {row.title}
        </Link>
      ),
    },
    { key: "for", header: m.guide_for(), cell: (row) => row.clientName ?? m.guide_for_all() },
    { key: "item", header: m.guide_item(), cell: (row) => row.item },
    {
      key: "helped",
      header: m.guide_col_helped(),
      noWrap: true,
      cell: (row) => row.votes > 0 && m.guide_votes({ helped: row.helped, votes: row.votes }),
    },
    {
      key: "state",
      header: m.desk_state(),
      noWrap: true,
      place: "figure",
      cell: (row) => (
        <BadgeRow>
          {row.isPublished && (
            <Badge size="small" tone="good">
              {m.guide_is_published()}
            </Badge>
          )}
          {row.hasDraft && (
            <Badge size="small" tone="low">
              {m.guide_is_draft()}
            </Badge>
          )}
        </BadgeRow>
      ),
    },
  ];
}
